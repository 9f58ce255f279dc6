using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Storage.Forms;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Requests;

/// <summary>
/// Makes the rows of rounds that were there before there was a table for them: from the events, as everything that follows from events, in
/// the transaction of the migration. A request whose events don't fit together is left out, for the audit to find.
/// </summary>
internal static class RoundFill
{
    private const long Batch = 1_000;

    public const string Events = """
        select change_id as ChangeId, kind as Kind, body as Body
        from change_event where change_id >= @from and change_id < @until order by change_id, version
        """;

    public const string Insert = """
        insert into round_fact (change_id, round, author, service, tier, ai_tools, calendar, first_response, decision, began_at, turns,
            responded_at, breached_at, verdict, decided_at, ending, over_at, escalated, handed_on)
        values (@ChangeId, @Round, @Author, @Service, @Tier, @AiTools, @Calendar, @FirstResponse, @Decision, @BeganAt, @Turns,
            @RespondedAt, @BreachedAt, @Verdict, @DecidedAt, @Ending, @OverAt, @Escalated, @HandedOn)
        """;

    public static void Run(SqliteConnection db)
    {
        var newest = db.ExecuteScalar<long?>(RequestWriter.NewestId) ?? 0;
        for (var from = 1L; from <= newest; from += Batch)
            foreach (var request in db.Query<FilledRow>(Events, new { from, until = from + Batch }).GroupBy(row => row.ChangeId))
                Store(db, new ChangeId(request.Key), request);
    }

    private static void Store(SqliteConnection db, ChangeId id, IEnumerable<FilledRow> events)
    {
        try
        {
            foreach (var facts in FactsOf(id, events))
                db.Execute(Insert, RoundFactRow.Of(facts));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or NullReferenceException or FormatException)
        {
            // Damaged before; a start must not fail over it, and nothing can be granted on it.
        }
    }

    // All of a request's before the first is stored: half of one is none.
    private static List<RoundFacts> FactsOf(ChangeId id, IEnumerable<FilledRow> events) =>
        [.. RoundFacts.AllOf(id, events.Select(e => EventForm.Read(e.Kind, e.Body)))];

    private sealed record FilledRow(long ChangeId, string Kind, byte[] Body);
}
