using Countersign.Core.Ledger;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Scenarios.House;
using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Rotation;

/// <summary>
/// The house with a rotation: Lee and Kim, from Monday to Monday at nine in Berlin, in Lee's first week. It is Friday, 20 November, ten
/// o'clock UTC. Mo and Bo are operators.
/// </summary>
internal static class Duty
{
    public const string Weekly =
        "  - { id: payments-duty, services: [payments], people: [lee, kim], hands_over: mon 09:00, zone: Europe/Berlin, starts: 2026-11-16 }";

    public const string Daily =
        "  - { id: payments-duty, services: [payments], people: [lee, kim], every: day, hands_over: 09:00, zone: Europe/Berlin, starts: 2026-10-24 }";

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    public static async Task<Side> Open(string platform, string rotation = Weekly, Instant? now = null)
    {
        var side = await Side.Open(platform, null, now);
        await side.Home.ChangePolicy(With(PolicyTown.Yaml(platform == "Slack"), rotation));
        await side.Sees("lee", "You are on for payments-duty");
        await side.Home.Quiet();
        return side;
    }

    public static string With(string yaml, string rotation) => yaml.Replace("people:\n", $"rotations:\n{rotation}\npeople:\n", StringComparison.Ordinal);

    public static Instant November(int day, int hour, int minute = 0) => Instant.FromUtc(2026, 11, day, hour, minute);

    /// <summary>Who is on for payments, as the router asks.</summary>
    public static async Task<string?> OnFor(this Home home, Instant at) => Rotations.OnFor(
        home.Services.GetRequiredService<PolicyInForce>().Book, await home.Store.Overrides(home.Clock.Now), new ServiceId("payments"), at)?.Value;

    public static int Said(this Side side, string who, string words) => side.Chat(who).Count(m => m.Contains(words, StringComparison.Ordinal));

    /// <summary>The ledger's entries about rotations.</summary>
    public static async Task<List<LedgerEntry>> Entries(this Home home) =>
        [.. (await home.Store.LedgerAfter(0, 1_000)).Select(e => e.Entry).Where(e => e.Type.StartsWith("rota_", StringComparison.Ordinal))];
}
