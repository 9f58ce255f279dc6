using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Storage.Forms;
using Countersign.Storage.Requests;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Storage.Audit;

/// <summary>Folds the events of every request and compares the rows that they make with the rows that are stored.</summary>
internal sealed class RequestAudit(SqliteConnection db, Findings findings)
{
    public const string Events = """
        select e.change_id, e.version, e.at, e.kind, e.body, e.ledger_seq, l.seq
        from change_event e left join ledger_entry l on l.seq = e.ledger_seq
        where e.change_id >= @from and e.change_id < @until order by e.change_id, e.version
        """;

    public const string Ends = """
        select min(first), max(last) from (
            select min(change_id) as first, max(change_id) as last from change_event
            union all select min(id), max(id) from change_request
            union all select min(change_id), max(change_id) from seat
            union all select min(change_id), max(change_id) from seat_asked
            union all select min(change_id), max(change_id) from vote
            union all select min(change_id), max(change_id) from settlement
            union all select min(change_id), max(change_id) from round_fact)
        """;

    /// <summary>Rows that can hide from the walk by number: SQLite sorts texts and blobs behind every number, and nulls before.</summary>
    public const string NotNumbered = """
        select 'change_event', ledger_seq from change_event where typeof(change_id) <> 'integer' or typeof(version) <> 'integer'
        union all select 'seat', number from seat where typeof(change_id) <> 'integer'
        union all select 'seat_asked', person from seat_asked where typeof(change_id) <> 'integer'
        union all select 'vote', person from vote where typeof(change_id) <> 'integer'
        union all select 'settlement', person from settlement where typeof(change_id) <> 'integer'
        union all select 'round_fact', service from round_fact where typeof(change_id) <> 'integer'
        """;

    private static readonly (string Table, string Sql)[] Projections =
    [
        ("change_request", RequestRow.Between), ("seat", SeatRow.Between), ("seat_asked", AskedRow.Between),
        ("vote", VoteRow.Between), ("settlement", SettlementRow.Between), ("round_fact", RoundFactRow.Between),
    ];

    /// <summary>The requests with numbers from <paramref name="from"/> up to, but not including, <paramref name="until"/>.</summary>
    public void Check(long from, long until)
    {
        var expected = Projections.ToDictionary(p => p.Table, _ => new HashSet<string>());
        foreach (var request in Cells.Query(db, Events, ("@from", from), ("@until", until)).GroupBy(row => row[0]!))
            Expect(request.Key, [.. request], expected);
        foreach (var (table, sql) in Projections)
        {
            foreach (var row in Cells.Query(db, sql, ("@from", from), ("@until", until)))
                if (!expected[table].Remove(Cells.Text(row)))
                    findings.Add(table, string.Join('/', row.Take(table switch { "change_request" => 1, "round_fact" => 2, _ => 3 })), "it does not follow from the events");
            foreach (var missing in expected[table])
                findings.Add(table, missing.Replace('\u001f', ' '), "the events make this row, and it is not stored");
        }
    }

    private void Expect(object id, object?[][] rows, Dictionary<string, HashSet<string>> expected)
    {
        try
        {
            Expect(new ChangeId((long)id), rows, expected);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or NullReferenceException or InvalidCastException or FormatException)
        {
            findings.Add("change_event", $"CR-{id}", $"its events don't fit together ({e.Message})");
        }
    }

    private void Expect(ChangeId id, object?[][] rows, Dictionary<string, HashSet<string>> expected)
    {
        ChangeRequest? state = null;
        var votes = new Dictionary<int, (ChangeRequest? State, ChangeEvent.Voted Vote)>();
        var (version, seq) = (0L, 0L);
        foreach (var row in rows)
        {
            if (row[6] is null || (long)row[5]! <= seq || (long)row[1]! != ++version)
                findings.Add("change_event", row[5]!, $"it is not event {version} of {id} in the ledger's order");
            seq = (long)row[5]!;
            var happened = EventForm.Read((string)row[3]!, (byte[])row[4]!);
            if ((long)row[2]! != UnixTime.Of(happened.At))
                findings.Add("change_event", seq, "its time differs from its body");
            var next = ChangeHistory.Apply(id, state, happened);
            if (state is not null && next.Round.Number != state.Round.Number)
            {
                AddSeats(state, over: true, expected);
                AddRound(state, happened.At, expected);
            }

            if (happened is ChangeEvent.Voted vote)
                votes[vote.Seat] = (state, vote);
            Add("vote", Projection.VoteOf(state, id, happened) is { } v
                ? [v.ChangeId, v.Round, v.Seat, v.Person, v.Verdict, v.AskedAt, v.At] : null, expected);
            if (happened is ChangeEvent.VoteVoided voided && Projection.VoteOf(votes[voided.Seat].State, id, votes[voided.Seat].Vote) is { } gone)
                expected["vote"].Remove(Cells.Text([gone.ChangeId, gone.Round, gone.Seat, gone.Person, gone.Verdict, gone.AskedAt, gone.At]));
            Add("settlement", Projection.SettlementOf(id, happened) is { } s
                ? [s.ChangeId, s.Round, s.Verdict, s.Person, s.At] : null, expected);
            state = next;
        }

        AddSeats(state!, over: false, expected);
        AddRound(state!, null, expected);
        var r = Projection.RequestOf(state!);
        Add(
            "change_request",
            [r.Id, r.Author, r.Service, r.Title, r.Status, r.Round, r.Version, r.SubmittedAt, r.DueAt, r.SettledAt, r.Tier],
            expected);
    }

    private static void AddSeats(ChangeRequest state, bool over, Dictionary<string, HashSet<string>> expected)
    {
        foreach (var r in Projection.SeatsOf(state, over))
            Add("seat", [r.ChangeId, r.Round, r.Number, r.Service, r.AtLeast, r.Vacant, r.ClaimedBy, r.ClaimedUntil], expected);
        foreach (var r in Projection.AskedOf(state, over))
            Add("seat_asked", [r.ChangeId, r.Round, r.Seat, r.Person, r.AskedAt, r.DueAt, r.Open], expected);
    }

    private static void AddRound(ChangeRequest state, Instant? updated, Dictionary<string, HashSet<string>> expected)
    {
        var r = Projection.RoundOf(state, updated);
        Add(
            "round_fact",
            [
                r.ChangeId, r.Round, r.Author, r.Service, r.Tier, r.AiTools, r.Calendar, r.FirstResponse, r.Decision, r.BeganAt, r.Turns,
                r.RespondedAt, r.BreachedAt, r.Verdict, r.DecidedAt, r.Ending, r.OverAt, r.Escalated, r.HandedOn,
            ],
            expected);
    }

    private static void Add(string table, object?[]? row, Dictionary<string, HashSet<string>> expected)
    {
        if (row is not null)
            expected[table].Add(Cells.Text(row));
    }
}
