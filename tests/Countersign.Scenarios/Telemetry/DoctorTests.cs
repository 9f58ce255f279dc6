using System.Net;
using System.Net.Sockets;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Telemetry;

/// <summary>What <c>doctor</c> and the start say of a collector, in a process with an environment of its own.</summary>
public sealed class DoctorTests
{
    private const string Secret = "canary-token";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collector_that_takes_what_we_send_answers(bool grpc)
    {
        await using var collector = await Collector.Start();
        await using var site = await Site.Open();
        var address = (grpc ? collector.Grpc : collector.Address).ToString();
        await Configure(site, address, grpc ? "grpc" : "http/protobuf");
        var doctor = await site.Run("doctor", "--config", site.Config);
        doctor.All.ShouldContain($"good   collector: {address.TrimEnd('/')} answers");
        doctor.All.ShouldNotContain(Secret);
        doctor.ExitCode.ShouldBe(0, doctor.All);
        collector.Keys.ShouldBe([Secret]);
    }

    [Fact]
    public async Task One_that_is_down_or_none_is_called_wrong_with_what_to_do_and_no_header()
    {
        await using var collector = await Collector.Start();
        await using var site = await Site.Open();
        await Configure(site, $"http://127.0.0.1:{FreePort.Next()}");
        var down = await site.Run("doctor", "--config", site.Config);
        down.ExitCode.ShouldBe(1);
        down.All.ShouldContain("does not answer");
        down.All.ShouldContain("Start the collector, or correct Telemetry:OtlpEndpoint");
        down.All.ShouldNotContain(Secret);

        await Configure(site, new Uri(collector.Address, "/elsewhere").ToString());
        var other = await site.Run("doctor", "--config", site.Config);
        other.ExitCode.ShouldBe(1);
        other.All.ShouldContain("answers 404, not as a collector of OTLP by HTTP");
    }

    [Fact]
    public async Task One_that_hangs_is_given_ten_seconds()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        await using var site = await Site.Open();
        await Configure(site, $"http://{hanging.LocalEndpoint}");
        (await site.Run("doctor", "--config", site.Config)).All.ShouldContain("does not answer within 10 s");
    }

    [Fact]
    public async Task Collectors_that_the_variables_name_are_looked_at_too()
    {
        await using var collector = await Collector.Start();
        await using var site = await Site.Open();
        foreach (var address in new[] { $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", $"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT={collector.Address}v1/metrics" })
            (await Under(site, address, "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf")).All.ShouldContain($"good   collector: {collector.Address.ToString().TrimEnd('/')} answers");
        (await Under(site, $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Grpc}")).All.ShouldContain("good   collector");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_HEADERS")]
    [InlineData("Telemetry__OtlpEndpoint", "OTEL_EXPORTER_OTLP_HEADERS")]
    public async Task Headers_in_the_environment_are_not_sent_in_the_clear_either(string endpoint, string headers)
    {
        await using var site = await Site.Open();
        var refused = await Under(site, $"{endpoint}=http://otlp.example.com:4318", $"{headers}=k={Secret}");
        refused.ExitCode.ShouldBe(2, refused.All);
        refused.All.ShouldContain($"{endpoint.Replace("__", ":", StringComparison.Ordinal)}: has to be https, or the headers would travel in the clear.");
        refused.All.ShouldNotContain(Secret);
    }

    private static Task Configure(Site site, string endpoint, string protocol = "http/protobuf")
    {
        var settings = site.Settings();
        settings["Telemetry"] = new() { ["OtlpEndpoint"] = endpoint, ["Protocol"] = protocol, ["Headers"] = $"x-key={Secret}" };
        return site.Configure(settings);
    }

    private static async Task<Outcome> Under(Site site, params string[] variables)
    {
        using var doctor = HostProcess.Start(site.Folder, ["doctor", "--config", site.Config], ["env", .. variables]);
        return new Outcome(await doctor.Exit(TimeSpan.FromSeconds(60)), "", doctor.Output, TimeSpan.Zero);
    }
}
