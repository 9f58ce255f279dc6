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
    public void The_sample_settings_as_they_are_name_what_to_put_in()
    {
        var (_, settings, problems) = SettingsReader.Read(Repository.PathOf("appsettings.sample.json"));
        settings.ShouldBeNull();
        problems.Count.ShouldBe(8);
        problems[0].ShouldStartWith("Slack:SigningSecret: still holds the sample's text.");
        problems[1].ShouldStartWith("Slack:BotToken: still holds the sample's text.");
        problems[2].ShouldStartWith("Slack:TeamId: still holds the sample's text.");
        problems[3].ShouldStartWith("Teams:AppId: still holds the sample's text.");
        problems[4].ShouldStartWith("Teams:TenantId: still holds the sample's text.");
        problems[5].ShouldStartWith("Teams:AppPassword: still holds the sample's text.");
        problems[6].ShouldBe("Slack: without Slack, remove this whole section.");
        problems[7].ShouldBe("Teams: without Teams, remove this whole section.");
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
            where !key.Name.EndsWith("File", StringComparison.Ordinal) && !key.Name.StartsWith("Certificate", StringComparison.Ordinal)
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

    [Theory]
    [InlineData("\"http://127.0.0.1:5080\"", "\"http://locahost:5080\"", "Host:Listen: “locahost” is no address of this machine.")]
    [InlineData("\"0123456789abcdef\"", "[\"0123456789abcdef\"]", "Slack:SigningSecret: has to be one text, not a list")]
    [InlineData("\"0123456789abcdef\"", "{\"a\":\"b\"}", "Slack:SigningSecret: has to be one text, not a list")]
    [InlineData("\"0123456789abcdef\"", "\" 0123456789abcdef \"", "Slack:SigningSecret: holds white space")]
    [InlineData("\"data/countersign.db\"", "\"a\\u0000b\"", "Storage:Path: holds a character that no path has")]
    [InlineData("\"Host\": {", "\"Logging\": { \"LogLevel\": { \"Default\": \"Nope\" } }, \"Host\": {", "Logging:LogLevel:Default: “Nope” is no level")]
    public void A_value_that_cannot_be_used_is_told_by_its_key(string from, string to, string problem)
    {
        var (_, settings, problems) = SettingsReader.Read(Written(FilledIn().Replace(from, to, StringComparison.Ordinal)));
        settings.ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::1]:5080")]
    public void An_address_of_this_machine_is_taken(string listen) =>
        SettingsReader.Read(Written(FilledIn().Replace("http://127.0.0.1:5080", listen, StringComparison.Ordinal))).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("services:\n\t- id: web\n", "line 2, column 1: the line is indented by a tab")]
    [InlineData("version: 1\n---\nversion: 1\n", "the file holds more than one document")]
    [InlineData("slack_operators_channel: #ops\n", "has no value; what begins with # is a comment")]
    public void What_people_get_wrong_in_YAML_is_told_in_its_own_words(string yaml, string says) =>
        PolicyFileReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), ChatHomes.Any).Errors.Select(e => e.ToString()).ShouldContain(e => e.Contains(says));

    [Fact]
    public void A_byte_order_mark_before_the_policy_changes_nothing()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(Repository.PathOf("policy.sample.yaml"))];
        PolicyFileReader.Read(marked, ChatHomes.Any).Errors.ShouldBeEmpty();
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
        var reading = PolicyFileReader.Read(File.ReadAllBytes(Repository.PathOf("policy.sample.yaml")), ChatHomes.Any);
        reading.Findings.ShouldBeEmpty();
        reading.Book.ShouldNotBeNull();
    }

    [Fact]
    public void The_example_in_the_policy_document_is_accepted()
    {
        var example = Repository.Read("docs/policy.md").Split("```yaml")[1].Split("```")[0];
        PolicyFileReader.Read(System.Text.Encoding.UTF8.GetBytes(example), ChatHomes.Any).Errors.ShouldBeEmpty();
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
        .Replace("xoxb-paste-it-from-OAuth-and-Permissions", "xoxb-1-2-three", StringComparison.Ordinal)
        .Replace("paste it from the web address: app.slack.com/client/T…", "T0123456789", StringComparison.Ordinal)
        .Replace("paste it from the app registration: Application (client) ID", "7f3c9a52-6d1e-4c0b-9a8e-2b1d5f60c4a7", StringComparison.Ordinal)
        .Replace("paste it from the app registration: Directory (tenant) ID", "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", StringComparison.Ordinal)
        .Replace("paste it from Certificates & secrets: the value of a client secret", "abc~secret", StringComparison.Ordinal);

    private string Written(string settings)
    {
        var path = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(path, settings);
        return path;
    }
}
