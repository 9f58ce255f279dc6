using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using NodaTime;

namespace Countersign.Storage.Requests;

internal sealed record RequestRow(
    long Id, string Author, string Service, string Title, string Status, long Round, long Version, long SubmittedAt, long? DueAt,
    long? SettledAt, string? Tier)
{
    public const string Between = """
        select id, author, service, title, status, round, version, submitted_at, due_at, settled_at, tier
        from change_request where id >= @from and id < @until order by id
        """;
}

internal sealed record SeatRow(
    long ChangeId, long Round, long Number, string Service, string AtLeast, long Vacant, string? ClaimedBy, long? ClaimedUntil)
{
    public const string Between = """
        select change_id, round, number, service, at_least, vacant, claimed_by, claimed_until
        from seat where change_id >= @from and change_id < @until order by change_id, round, number
        """;
}

internal sealed record AskedRow(long ChangeId, long Round, long Seat, string Person, long AskedAt, long? DueAt, long Open)
{
    public const string Between = """
        select change_id, round, seat, person, asked_at, due_at, open
        from seat_asked where change_id >= @from and change_id < @until order by change_id, round, seat, person
        """;
}

internal sealed record VoteRow(long ChangeId, long Round, long Seat, string Person, string Verdict, long? AskedAt, long At)
{
    public const string Between = """
        select change_id, round, seat, person, verdict, asked_at, at
        from vote where change_id >= @from and change_id < @until order by change_id, round, seat
        """;
}

internal sealed record SettlementRow(long ChangeId, long Round, string Verdict, string Person, long At)
{
    public const string Between = """
        select change_id, round, verdict, person, at
        from settlement where change_id >= @from and change_id < @until order by change_id, round
        """;
}

/// <summary>
/// The rows that a request makes. Pure, and used twice: the writer stores what changes, the audit compares what is stored.
/// State gives the request, its rounds, its seats and who is asked; single events give votes and settlements.
/// </summary>
internal static class Projection
{
    public static RequestRow RequestOf(ChangeRequest c) => new(
        c.Id.Number, c.Author.Value, c.Draft.Service.Value, c.Draft.Title, StatusOf(c.Status), c.Round.Number, c.Version,
        UnixTime.Of(c.SubmittedAt), UnixTime.Of(c.Due), UnixTime.Of((c.Status as Status.Settled)?.At),
        c.Tier is { } tier ? StoredName.Of(tier) : null);

    /// <param name="over">A newer round has begun: nothing of this one is open any more.</param>
    public static List<SeatRow> SeatsOf(ChangeRequest c, bool over = false)
    {
        var rows = new List<SeatRow>(c.Round.Seats.Length);
        foreach (var seat in c.Round.Seats)
            rows.Add(new SeatRow(
                c.Id.Number, c.Round.Number, seat.Number, seat.Needs.Service.Value, StoredName.Of(seat.Needs.AtLeast),
                IsOpen(c, seat, over) && seat.Asked.IsEmpty ? 1 : 0,
                seat.Claim?.By.Value, UnixTime.Of(seat.Claim?.Until)));
        return rows;
    }

    public static List<AskedRow> AskedOf(ChangeRequest c, bool over = false)
    {
        var rows = new List<AskedRow>();
        foreach (var seat in c.Round.Seats)
            foreach (var asked in seat.Asked)
                rows.Add(new AskedRow(
                    c.Id.Number, c.Round.Number, seat.Number, asked.Person.Value, UnixTime.Of(asked.At), UnixTime.Of(asked.Due),
                    IsOpen(c, seat, over) ? 1 : 0));
        return rows;
    }

    public static VoteRow? VoteOf(ChangeRequest? before, ChangeId id, ChangeEvent happened) => happened is ChangeEvent.Voted e
        ? new VoteRow(
            id.Number, e.Round, e.Seat, e.By.Value, StoredName.Of(e.Verdict), UnixTime.Of(EntryForms.AskedAt(e, before)), UnixTime.Of(e.At))
        : null;

    public static SettlementRow? SettlementOf(ChangeId id, ChangeEvent happened) => happened is ChangeEvent.RoundSettled e
        ? new SettlementRow(id.Number, e.Round, StoredName.Of(e.Verdict), e.By.Value, UnixTime.Of(e.At))
        : null;

    /// <param name="updated">When a newer round began; null while it is the request's last.</param>
    public static RoundFactRow RoundOf(ChangeRequest c, Instant? updated = null) => RoundFactRow.Of(RoundFacts.Of(c, updated));

    private static bool IsOpen(ChangeRequest c, Seat seat, bool over) =>
        !over && seat.IsOpen && c.Status is not (Status.Settled or Status.ChangesRequested);

    private static string StatusOf(Status status) => status switch
    {
        Status.Waiting => "waiting",
        Status.Assigned => "assigned",
        Status.InReview => "in_review",
        Status.ChangesRequested => "changes_requested",
        Status.Settled s => StoredName.Of(s.Outcome),
        _ => throw new InvalidOperationException($"No name for {status.GetType().Name}."),
    };
}
