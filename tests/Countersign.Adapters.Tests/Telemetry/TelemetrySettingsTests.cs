using Countersign.Adapters.Tests.Docs;
using Countersign.Host.Settings;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Telemetry;

public sealed class TelemetrySettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-telemetry-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Nothing_is_measured_where_nobody_is_named() => Read("").Settings!.Telemetry.ShouldBeNull();

    [Fact]
    public void A_collector_gets_both_by_HTTP_where_nothing_else_is_said()
    {
        var telemetry = Read("\"OtlpEndpoint\": \"http://127.0.0.1:4318\"").Settings!.Telemetry.ShouldNotBeNull();
        (telemetry.IsGrpc, telemetry.WithMetrics, telemetry.WithTraces, telemetry.Headers).ShouldBe((false, true, true, null));
    }

    [Fact]
    public void Headers_may_come_from_a_file_and_are_in_no_text()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "headers"), "api-key=canary\n");
        var telemetry = Read($"\"OtlpEndpoint\": \"https://otlp.example.com\", \"Protocol\": \"grpc\", \"HeadersFile\": \"{_folder.FullName}/headers\"").Settings!.Telemetry!;
        (telemetry.IsGrpc, telemetry.Headers).ShouldBe((true, "api-key=canary"));
        telemetry.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("\"OtlpEndpoint\": \"collector\"", "Telemetry:OtlpEndpoint: “collector” is not a web address such as http://127.0.0.1:4318.")]
    [InlineData("\"OtlpEndpoint\": \"http://127.0.0.1:4318/v1/metrics\"", "Telemetry:OtlpEndpoint: is to be the collector's address alone")]
    [InlineData("\"OtlpEndpoint\": \"https://otlp.example.com/otlp/v1/traces/\"", "Telemetry:OtlpEndpoint: is to be the collector's address alone")]
    [InlineData("\"OtlpEndpoint\": \"https://otlp.example.com?key=secret\"", "Telemetry:OtlpEndpoint: is to be the collector's address alone")]
    [InlineData("\"OtlpEndpoint\": \"http://127.0.0.1:4318\", \"Protocol\": \"udp\"", "Telemetry:Protocol: “udp” is not known")]
    [InlineData("\"OtlpEndpoint\": \"http://127.0.0.1:4318\", \"Headers\": \"secret\"", "Telemetry:Headers: has to be key=value")]
    [InlineData("\"OtlpEndpoint\": \"http://otlp.example.com\", \"Headers\": \"k=secret\"", "Telemetry:OtlpEndpoint: has to be https")]
    [InlineData("\"Headers\": \"k=secret\"", "Telemetry:Headers: is set without Telemetry:OtlpEndpoint")]
    [InlineData("\"OtlpEndpoint\": \"https://otlp.example.com\", \"HeadersFile\": \"/nowhere/at/all\"", "Telemetry:HeadersFile: /nowhere/at/all can't be read")]
    [InlineData("\"Endpoint\": \"https://otlp.example.com\"", "Telemetry:Endpoint: is not a known key")]
    public void What_cannot_be_used_is_said_and_no_secret_with_it(string section, string problem)
    {
        var (settings, problems) = Read(section);
        settings.ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
        problems.ShouldAllBe(p => !p.Contains("secret", StringComparison.Ordinal));
    }

    private (HostSettings? Settings, List<string> Problems) Read(string section)
    {
        var file = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(file, $$"""
            {
              "Slack": { "SigningSecret": "0123456789abcdef", "BotToken": "xoxb-1", "TeamId": "T0123456789" },
              "Policy": { "Path": "{{Repository.PathOf("policy.sample.yaml")}}" },
              "Telemetry": { {{section}} }
            }
            """);
        var (_, settings, problems) = SettingsReader.Read(file);
        return (settings, problems);
    }
}
