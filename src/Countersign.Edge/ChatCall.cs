using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Countersign.Edge;

/// <summary>
/// Times one call to a chat platform, by the framework's own instruments: where nobody listens it costs two looks at a clock. Methods and
/// outcomes come from short lists; no address, id or text is ever among the attributes.
/// </summary>
public sealed class ChatCall : IDisposable
{
    public const string Meter = "Countersign";

    private static readonly Meter Calls = new(Meter);
    private static readonly ActivitySource Spans = new(Meter);

    // Seconds: a platform answers in a tenth of one, and is given up after ten.
    private static readonly Histogram<double> Took = Calls.CreateHistogram(
        "countersign.chat.call.duration", "s", "Calls to Slack and Teams, from sending to the whole answer.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private readonly string _platform;
    private readonly string _method;
    private readonly Activity? _span;
    private long _began = Stopwatch.GetTimestamp();

    private ChatCall(string platform, string method) =>
        (_platform, _method, _span) = (platform, method, Spans.StartActivity($"{platform} {method}", ActivityKind.Client));

    /// <param name="platform">Such as <c>slack</c>.</param>
    /// <param name="method">The platform's own name, such as <c>chat.postMessage</c>; one of a few.</param>
    public static ChatCall Begin(string platform, string method) => new(platform, method);

    /// <summary>It is sent only now: what it waited for the platform's rates is no call.</summary>
    public void Sending() => _began = Stopwatch.GetTimestamp();

    /// <param name="outcome">One of a few words, such as <c>done</c> or <c>throttled</c>.</param>
    /// <param name="error">What kind of refusal; null for none.</param>
    public void Ended(string outcome, string? error = null)
    {
        var tags = new TagList
        {
            { "countersign.platform", _platform },
            { "countersign.method", _method },
            { "countersign.outcome", outcome },
        };
        if (error is not null)
            tags.Add("error.type", error);
        Took.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, tags);
        if (_span is null)
            return;
        foreach (var (key, value) in tags)
            _span.SetTag(key, value);
        if (outcome != "done")
            _span.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => _span?.Dispose();
}
