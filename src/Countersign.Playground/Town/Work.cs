using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Words;

namespace Countersign.Playground.Town;

/// <summary>What the town works on, in its own words.</summary>
internal static class Work
{
    private static readonly (string Title, string Did, string Checked)[] Changes =
    [
        ("Retry failed refunds", "Wrote the retry loop and its tests.", "Read every line; ran it against the sandbox with a dead gateway."),
        ("Round prices half to even", "Rewrote the rounding and 40 table tests.", "Compared the totals of last month's 12,000 orders: no difference."),
        ("Cache the product list for a minute", "Proposed the cache and its invalidation.", "Checked that a price change is shown within a minute, by hand."),
        ("Log in with a passkey", "Wrote the ceremony and the storage of keys.", "Stepped through registration and login on two phones."),
        ("Show the delivery date on the receipt", "Changed the template and the query.", "Looked at receipts in three languages; the query uses the index."),
        ("Drop the unused column orders.note2", "Found all uses and wrote the migration.", "Searched all repositories; nobody has read the column since May."),
        ("Limit password attempts by address", "Wrote the limiter with a sliding window.", "Tried 200 attempts from one address, and one each from 50."),
        ("Upgrade the image library", "Changed the calls that were renamed.", "Compared 300 thumbnails by eye and by hash."),
        ("Send the invoice as PDF/A", "Wrote the converter's settings.", "Validated ten invoices with the archive's own checker."),
        ("Remember the basket across devices", "Wrote the merge of two baskets.", "Tried all nine cases of the table in the ticket."),
        ("Correct the time zone of reports", "Found the double conversion and removed it.", "Checked the two days of the clock change, autumn and spring."),
        ("Search by part of a name", "Added the index and the query.", "Measured it on a copy of production: 12 ms at most."),
    ];

    private static readonly string[] Tools = ["Claude Code", "Copilot", "Cursor", "Claude Code, Copilot"];

    private static readonly string[] Scanners = ["CodeQL", "Semgrep"];

    private static readonly string[] EdgeCases =
    [
        "Null and empty names are refused; two at once: the second waits.", "The largest amount does not overflow; midnight and both clock changes tried.",
        "Empty list, one entry, 10,000 entries; a time-out in the middle.",
    ];

    private static readonly string[] Reasons =
    [
        "It loses refunds that fail twice within one second.", "There is no way back if the migration stops half way.",
        "We agreed to do this in the gateway, not here.", "The tests only repeat what the code says.",
    ];

    private static readonly string[] Wishes =
    [
        "Please cover the empty basket and a price of zero.", "Name the rollback: who does it, and how long does it take?",
        "Split the rename from the change of behaviour.", "The retry has to stop after a minute, or it hides an outage.",
    ];

    public static RawDraft Draw(Service service, Random random)
    {
        var (title, did, verified) = Changes[random.Next(Changes.Length)];
        var drops = title.StartsWith("Drop", StringComparison.Ordinal);
        var repository = service.Repositories.IsEmpty ? $"acme/{service.Id}" : service.Repositories[0];
        return new RawDraft
        {
            Title = title,
            Link = $"https://github.com/{repository}/pull/{random.Next(100, 990)}",
            Service = service.Id.Value,
            AiTools = Tools[random.Next(Tools.Length)],
            AiDid = did,
            AuthorChecked = verified,
            Destruction = drops ? [nameof(Destruction.Migrates)] : [],
            Rollback = drops ? "Restore the column from last night's backup; ten minutes, tried on staging." : "Revert the commit; no data is touched.",
            Tests = $"All {random.Next(200, 900)} tests pass.",
            ScannerTool = Scanners[random.Next(Scanners.Length)],
            ScannerFindings = $"0 critical, {(random.Next(6) == 0 ? 1 : 0)} high, {random.Next(4)} medium, {random.Next(9)} low",
            EdgeCases = EdgeCases[random.Next(EdgeCases.Length)],
            Paths = $"src/{service.Id}/{title.Split(' ')[0]}.cs",
            Urgency = random.Next(10) == 0 ? nameof(Urgency.Urgent) : nameof(Urgency.Normal),
        };
    }

    public static RawDraft Again(ChangeRequest change, Random random) => FormWords.Prefill(change) with
    {
        AuthorChecked = $"{change.Draft.AuthorChecked} Did what you asked for, and ran all {random.Next(200, 900)} tests again.",
    };

    public static string WhyNot(Random random) => Reasons[random.Next(Reasons.Length)];

    public static string WhatToChange(Random random) => Wishes[random.Next(Wishes.Length)];
}
