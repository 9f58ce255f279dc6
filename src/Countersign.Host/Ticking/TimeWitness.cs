using Countersign.Core.Sla;
using Countersign.Edge;
using Countersign.Host.Settings;
using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>
/// Asks a platform what time it is: each of its answers bears one (RFC 9110, Date and Age). Where nobody can be pinged, because no platform
/// is reached, nobody can be asked either.
/// </summary>
public sealed class TimeWitness(IReadOnlyList<Uri> addresses, Func<HttpClient> client, IClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A witness of nothing: for clocks that are moved on purpose.</summary>
    public static TimeWitness Nobody { get; } = new([], () => throw new InvalidOperationException("There is nobody to ask."), SystemTime.Clock);

    public bool IsAnybody => addresses.Count > 0;

    /// <summary>The platforms that are on, for the machine's own clock; nobody for another.</summary>
    public static TimeWitness Of(HostSettings settings, IClock clock)
    {
        if (!ReferenceEquals(clock, SystemTime.Clock))
            return Nobody;
        var addresses = new List<Uri>();
        if (settings.Slack is { } slack)
            addresses.Add(new Uri(slack.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/api.test"));
        if (settings.Teams is { } teams)
            addresses.Add(teams.OpenIdMetadataUrl);
        return new TimeWitness(addresses, OutboundHttp.Create, clock);
    }

    public async Task<ClockProof> Ask(CancellationToken cancel)
    {
        using var http = client();
        ClockProof proof = new ClockProof.NoAnswer();
        foreach (var address in addresses)
            if (await Ask(http, address, cancel) is var said && said is ClockProof.Off)
                return said;
            else if (said is ClockProof.NoTime)
                proof = said;
        return proof;
    }

    private async Task<ClockProof> Ask(HttpClient http, Uri address, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.Headers.Date is { } date
                ? new ClockProof.Off(clock.GetCurrentInstant() - Instant.FromDateTimeOffset(date + (answer.Headers.Age ?? TimeSpan.Zero)))
                : new ClockProof.NoTime();
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException || (unreachable is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new ClockProof.NoAnswer();
        }
    }
}
