using System.Diagnostics;
using System.Text.Json;
using Countersign.Host.CommandLine;
using Countersign.Host.PolicyFile;
using Countersign.Host.Settings;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Docs;

public sealed class SampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_sample_settings_bind_once_the_secrets_are_filled_in()
    {
        var (_, settings, problems) = SettingsReader.Read(Written(FilledIn()));
        problems.ShouldBeEmpty();
        settings.ShouldNotBeNull();
    }

    [Fact]
    public void The_sample_settings_as_they_are_name_both_secrets()
    {
        var (_, settings, problems) = SettingsReader.Read(Repository.PathOf("appsettings.sample.json"));
        settings.ShouldBeNull();
        problems.Count.ShouldBe(2);
        problems[0].ShouldStartWith("Slack:SigningSecret: still holds the sample's text.");
        problems[1].ShouldStartWith("Slack:BotToken: still holds the sample's text.");
    }

    [Fact]
    public void The_sample_settings_hold_every_key_but_the_files_of_secrets()
    {
        using var sample = JsonDocument.Parse(Repository.Read("appsettings.sample.json"));
        var written = sample.RootElement.EnumerateObject()
            .SelectMany(s => s.Value.EnumerateObject().Select(k => $"{s.Name}:{k.Name}"));
        var known =
            from section in typeof(Sections).GetProperties()
            from key in section.PropertyType.GetProperties()
            where !key.Name.EndsWith("File", StringComparison.Ordinal)
            select $"{section.Name}:{key.Name}";
        written.ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public void An_unknown_key_is_named_with_the_known_ones_and_hides_no_other_problem()
    {
        var (_, _, problems) = SettingsReader.Read(Written(FilledIn()
            .Replace("\"TeamId\": \"T0123456789\"", "\"TeamID \": \"T0123456789\"", StringComparison.Ordinal)));
        problems.ShouldBe(
        [
            "Slack:TeamID : is not a known key; known are SigningSecret, SigningSecretFile, BotToken, BotTokenFile, TeamId, ApiBaseUrl.",
            "Slack:TeamId: is missing. It begins with T; Slack's web address shows it: app.slack.com/client/T…",
        ]);
    }

    [Theory]
    [InlineData("https://0.0.0.0:5080")]
    [InlineData("http://127.0.0.1:5080/bot")]
    public void An_address_that_the_server_cannot_bind_is_refused(string listen)
    {
        var (_, _, problems) = SettingsReader.Read(Written(FilledIn().Replace("http://127.0.0.1:5080", listen, StringComparison.Ordinal)));
        problems.ShouldHaveSingleItem().ShouldStartWith($"Host:Listen: “{listen}” has to be http://");
    }

    [Fact]
    public void A_settings_file_that_is_not_JSON_leads_to_no_database()
    {
        var (path, problems) = SettingsReader.DatabasePath(Written("{ broken"));
        path.ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldContain("is not JSON");
    }

    [Fact]
    public void The_sample_policy_is_accepted_without_advice()
    {
        var reading = PolicyFileReader.Read(File.ReadAllBytes(Repository.PathOf("policy.sample.yaml")), "T0123456789");
        reading.Findings.ShouldBeEmpty();
        reading.Book.ShouldNotBeNull();
    }

    [Fact]
    public void The_example_in_the_policy_document_is_accepted()
    {
        var example = Repository.Read("docs/policy.md").Split("```yaml")[1].Split("```")[0];
        PolicyFileReader.Read(System.Text.Encoding.UTF8.GetBytes(example), "T0123456789").Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_that_no_command_knows_could_not_be_run() => (await Verbs.Run(["sevre"])).ShouldBe(Verbs.CouldNotRun);

    [Fact]
    public void A_relative_path_counts_from_the_callers_folder_with_dotnet_run_too()
    {
        File.Copy(Repository.PathOf("policy.sample.yaml"), Path.Combine(_folder.FullName, "mine.yaml"));
        var (code, output) = DotnetRun("policy", "check", "mine.yaml");
        output.ShouldContain("mine.yaml is good");
        code.ShouldBe(Verbs.Good);
    }

    private (int Code, string Output) DotnetRun(params string[] words)
    {
        // The host was built with these tests, so their configuration is its.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "run", "--no-build", "-c", configuration, "--project", Repository.PathOf("src/Countersign.Host"), "--" }.Concat(words))
            start.ArgumentList.Add(word);
        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        return (run.ExitCode, output + errors.Result);
    }

    private static string FilledIn() => Repository.Read("appsettings.sample.json")
        .Replace("paste it from Basic Information, App Credentials", "0123456789abcdef", StringComparison.Ordinal)
        .Replace("xoxb-paste-it-from-OAuth-and-Permissions", "xoxb-1-2-three", StringComparison.Ordinal);

    private string Written(string settings)
    {
        var path = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(path, settings);
        return path;
    }
}
