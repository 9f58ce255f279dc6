using System.Diagnostics;
using System.Diagnostics.Metrics;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Edge;

namespace Countersign.Host.Telemetry;

/// <summary>
/// What this program measures of itself, by the framework's own instruments; docs/operations.md lists them and a test compares. Attributes
/// take few values, and none is a person, a request or a text. There only where somebody listens: without telemetry there is none of it.
/// </summary>
public sealed class Instruments : IDisposable
{
    public const string Name = ChatCall.Meter;

    /// <summary>Spans of requests of the platforms, deliveries and sweeps.</summary>
    public static readonly ActivitySource Spans = new(Name);

    // Three seconds are what the platforms give; the lower steps are where an answer usually is.
    private static readonly double[] OfAnswers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5];
    private static readonly double[] OfCommits = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
    private static readonly double[] OfMessages = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 14_400];
    private static readonly double[] OfDecisions = [300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 172_800, 432_000];
    private static readonly double[] OfSweeps = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _answered;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _decided;
    private readonly Counter<long> _breaches;
    private readonly Counter<long> _escalations;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _parked;
    private readonly Histogram<double> _delay;
    private readonly Histogram<double> _swept;
    private readonly Counter<long> _lookedAt;
    private readonly Histogram<double> _committed;

    public Instruments()
    {
        _answered = Histogram("countersign.ack.duration", "s", "From a platform's request to the last byte of the answer.", OfAnswers);
        _commands = _meter.CreateCounter<long>("countersign.commands", "{command}", "What people asked for by presses, forms and words, and what came of it.");
        _decisions = _meter.CreateCounter<long>("countersign.decisions", "{decision}", "Each person's decisions.");
        _decided = Histogram("countersign.decision.time", "s", "The reviewers' time until a round was decided, on its SLA clock.", OfDecisions);
        _breaches = _meter.CreateCounter<long>("countersign.breaches", "{round}", "Rounds whose time was over without a decision.");
        _escalations = _meter.CreateCounter<long>("countersign.escalations", "{step}", "Steps taken of the ladders.");
        _attempts = _meter.CreateCounter<long>("countersign.outbox.attempts", "{attempt}", "Attempts to deliver a message.");
        _parked = _meter.CreateCounter<long>("countersign.outbox.parked", "{message}", "Messages that were given up.");
        _delay = Histogram("countersign.outbox.delay", "s", "From a message's transaction until it was delivered.", OfMessages);
        _swept = Histogram("countersign.sweep.duration", "s", "Looks at everything that is due.", OfSweeps);
        _lookedAt = _meter.CreateCounter<long>("countersign.sweep.deadlines", "{deadline}", "Deadlines that were looked at.");
        _committed = Histogram("db.client.operation.duration", "s", "Commits, with their sync.", OfCommits);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>
    /// Counts nothing once, where the attributes' values are known beforehand: a counter that is first heard of with its first count has not
    /// grown, so an alert on its growth would miss the first breach after each start. Whoever listens has to do so already.
    /// </summary>
    /// <param name="platforms">Those that are set up.</param>
    public void Begin(IReadOnlyCollection<Platform> platforms)
    {
        foreach (var tier in Tiers.All.Select(t => t.Word()))
        {
            _breaches.Add(0, Tier(tier));
            foreach (var step in Enum.GetValues<EscalationTo>())
                _escalations.Add(0, Tier(tier), new("countersign.step", Names.Of(step)));
            foreach (var verdict in Enum.GetValues<Verdict>())
                _decisions.Add(0, Tier(tier), new("countersign.decision", Names.Of(verdict)));
        }

        foreach (var platform in platforms)
        {
            _parked.Add(0, Of(platform));
            foreach (var message in Names.Messages)
                _attempts.Add(0, Of(platform), new("countersign.message", message), new("countersign.outcome", Names.NotAllowed));
        }

        _lookedAt.Add(0);
    }

    public void Answered(string platform, string route, TimeSpan took) =>
        _answered.Record(took.TotalSeconds, Of(platform), new("http.route", route));

    /// <param name="outcome"><c>accepted</c>, or the refusal's code.</param>
    public void Commanded(Platform platform, string command, string outcome) =>
        _commands.Add(1, Of(platform), new("countersign.command", command), new("countersign.outcome", outcome));

    public void Decided(string tier, string verdict) => _decisions.Add(1, Tier(tier), new("countersign.decision", verdict));

    public void Settled(string tier, double seconds) => _decided.Record(seconds, Tier(tier));

    public void Breached(string tier) => _breaches.Add(1, Tier(tier));

    /// <param name="to">Whom the step tells: a kind, never a name.</param>
    public void Escalated(string tier, string to) => _escalations.Add(1, Tier(tier), new("countersign.step", to));

    /// <param name="span">Of the attempt.</param>
    public void Attempted(Platform platform, Message message, DeliveryResult result, Activity? span)
    {
        var tags = new TagList { Of(platform), new("countersign.message", Names.Of(message)), new("countersign.outcome", Names.Of(result)) };
        _attempts.Add(1, tags);
        foreach (var (key, value) in tags)
            span?.SetTag(key, value);
    }

    public void Delivered(Platform platform, double seconds) => _delay.Record(seconds, Of(platform));

    public void Parked(Platform platform, long messages) => _parked.Add(messages, Of(platform));

    public void Swept(TimeSpan took, long deadlines)
    {
        _swept.Record(took.TotalSeconds);
        _lookedAt.Add(deadlines);
    }

    public void Committed(TimeSpan took) =>
        _committed.Record(took.TotalSeconds, new("db.system.name", "sqlite"), new KeyValuePair<string, object?>("db.operation.name", "COMMIT"));

    /// <summary>Adds one that is asked for its value now and then.</summary>
    public void Observe(string name, string? unit, string description, Func<IEnumerable<Measurement<double>>> look) =>
        _meter.CreateObservableGauge(name, look, unit, description);

    private Histogram<double> Histogram(string name, string unit, string description, double[] steps) =>
        _meter.CreateHistogram(name, unit, description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = steps });

    private static KeyValuePair<string, object?> Of(Platform platform) => Of(Names.Of(platform));

    private static KeyValuePair<string, object?> Of(string platform) => new("countersign.platform", platform);

    private static KeyValuePair<string, object?> Tier(string tier) => new("countersign.tier", tier);
}
