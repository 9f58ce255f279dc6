using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Countersign.Adapters.Tests.Docs;
using Countersign.Adapters.Tests.Storage;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Edge;
using Countersign.Host;
using Countersign.Host.Settings;
using Countersign.Host.Telemetry;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Telemetry;

/// <summary>The table of instruments and the dashboard name what there is, and all of it.</summary>
public sealed partial class DocumentedTests
{
    // The framework's own, as the collector names them.
    private static readonly string[] OfTheFramework = ["http_server_request_duration_seconds_count"];

    [Fact]
    public async Task The_table_lists_every_instrument_with_its_kind_unit_and_attributes()
    {
        var documented = Documented();
        var measured = await Measured();
        documented.Select(d => (d.Name, d.Kind, d.Unit)).ShouldBe(measured.Select(m => (m.Key, m.Value.Kind, m.Value.Unit)), ignoreOrder: true);
        foreach (var row in documented)
            row.Attributes.ShouldBe(measured[row.Name].Attributes, ignoreOrder: true, row.Name);
    }

    [Fact]
    public void The_dashboard_asks_for_nothing_that_is_not_there()
    {
        using var json = JsonDocument.Parse(Repository.Read("docs/grafana/countersign.json"));
        var documented = Documented();
        var series = documented.SelectMany(SeriesOf).Concat(OfTheFramework).ToHashSet();
        var labels = documented.SelectMany(d => d.Attributes).Select(Underscored).Append("http_response_status_code").ToHashSet();
        var asked = Expressions(json.RootElement).SelectMany(e => Word().Matches(e).Select(m => m.Value)).ToHashSet();
        asked.Where(word => !series.Contains(word) && !labels.Contains(word)).ShouldBeEmpty();
        foreach (var row in documented)
            SeriesOf(row).Any(asked.Contains).ShouldBeTrue($"{row.Name} is on no panel");
    }

    [Fact]
    public void The_alerts_name_instruments_that_are_there()
    {
        var documented = Documented();
        var text = Repository.Read("docs/operations.md").Split("Worth an alert, with what to begin with")[1].Split("\n## ")[0];
        var named = Code().Matches(text).Select(m => m.Groups["code"].Value).Where(c => c.StartsWith("countersign", StringComparison.Ordinal)).ToList();
        named.Count.ShouldBeGreaterThan(8);
        var known = documented.Select(d => d.Name).Concat(documented.SelectMany(SeriesOf)).ToHashSet();
        named.SelectMany(n => Regex.Matches(n, "countersign[._][a-z._]+[a-z]").Select(m => m.Value)).Where(n => !known.Contains(n)).ShouldBeEmpty();
    }

    private sealed record Instrument(string Name, string Kind, string Unit, string[] Attributes);

    private static List<Instrument> Documented() =>
    [
        .. Row().Matches(Repository.Read("docs/operations.md")).Select(m => new Instrument(
            m.Groups["name"].Value, m.Groups["kind"].Value, m.Groups["unit"].Value,
            [.. Code().Matches(m.Groups["attributes"].Value).Select(a => a.Groups["code"].Value)])),
    ];

    // Everything is measured once, on a real server that is not started.
    private static async Task<Dictionary<string, (string Kind, string Unit, HashSet<string> Attributes)>> Measured()
    {
        var found = new Dictionary<string, (string Kind, string Unit, HashSet<string> Attributes)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name != Instruments.Name)
                return;
            lock (found)
                found.TryAdd(instrument.Name, (KindOf(instrument), instrument.Unit ?? "", []));
            l.EnableMeasurementEvents(instrument);
        };
        void note<T>(System.Diagnostics.Metrics.Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            lock (found)
                foreach (var tag in tags)
                    found[instrument.Name].Attributes.Add(tag.Key);
        }

        listener.SetMeasurementEventCallback<long>(note);
        listener.SetMeasurementEventCallback<double>(note);
        listener.Start();

        await using var temporary = new TemporaryStore();
        var settings = new HostSettings(null, null, temporary.Path, Path.Combine(temporary.Folder, "policy.yaml"), new Uri("http://127.0.0.1:0"), null)
        {
            Telemetry = new TelemetrySettings(new Uri("http://127.0.0.1:9"), false, null, true, true),
        };
        await using var app = App.Build(settings, temporary.Store, new ConfigurationBuilder().Build());
        app.Services.GetRequiredService<Gauges>();
        MeasureAll(app.Services.GetRequiredService<Instruments>());
        using (var call = ChatCall.Begin("slack", "chat.update"))
            call.Ended("rejected", "place");
        listener.RecordObservableInstruments();
        return found;
    }

    private static void MeasureAll(Instruments all)
    {
        all.Answered("slack", "/slack/events", TimeSpan.Zero);
        all.Commanded(Platform.Slack, "approve", "accepted");
        all.Decided("high", "approved");
        all.Settled("high", 1);
        all.Breached("high");
        all.Escalated("high", "lead");
        all.Attempted(Platform.Teams, new Message.Duty(Sentence.Empty), DeliveryResult.Done.Nothing, null);
        all.Delivered(Platform.Teams, 1);
        all.Parked(Platform.Teams, 1);
        all.Swept(TimeSpan.Zero, 1);
        all.Committed(TimeSpan.Zero);
    }

    private static string KindOf(System.Diagnostics.Metrics.Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableGauge<double> => "gauge",
        _ => instrument.GetType().Name,
    };

    // As the collector's exporter for Prometheus does.
    private static IEnumerable<string> SeriesOf(Instrument instrument)
    {
        var name = Underscored(instrument.Name) + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument.Kind switch
        {
            "histogram" => [name + "_bucket", name + "_count", name + "_sum"],
            "counter" => [name + "_total"],
            _ => [name],
        };
    }

    private static string Underscored(string name) => name.Replace('.', '_');

    private static IEnumerable<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "expr" ? [p.Value.GetString()!] : Expressions(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expressions),
        _ => [],
    };

    [GeneratedRegex(@"^\| `(?<name>(countersign|db)\.[a-z._]+)` \| (?<kind>\w+)(, (?<unit>[a-z{}]+))? \| (?<attributes>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(countersign|db|http|dotnet|kestrel)_[a-z_]+\b")]
    private static partial Regex Word();
}
