using Countersign.Core.Changes;
using Countersign.Storage.Sqlite;

namespace Countersign.Storage.Requests;

/// <summary>Stores what an event changed in the rows of its request. The unique keys refuse a second vote or settlement.</summary>
internal sealed class ProjectionWriter(WriterConnection db)
{
    public const string InsertRequest = """
        insert into change_request (id, author, service, title, status, round, version, submitted_at, due_at, settled_at, tier)
        values (@id, @author, @service, @title, @status, @round, @version, @submitted_at, @due_at, @settled_at, @tier)
        """;

    public const string UpdateRequest = """
        update change_request set author = @author, service = @service, title = @title, status = @status, round = @round,
            version = @version, submitted_at = @submitted_at, due_at = @due_at, settled_at = @settled_at, tier = @tier
        where id = @id and version = @before
        """;

    public const string SetSeat = """
        insert into seat (change_id, round, number, service, at_least, vacant, claimed_by, claimed_until)
        values (@change, @round, @number, @service, @at_least, @vacant, @claimed_by, @claimed_until)
        on conflict (change_id, round, number) do update set vacant = excluded.vacant, claimed_by = excluded.claimed_by,
            claimed_until = excluded.claimed_until
        """;

    public const string SetAsked = """
        insert into seat_asked (change_id, round, seat, person, asked_at, due_at, open)
        values (@change, @round, @seat, @person, @asked_at, @due_at, @open)
        on conflict (change_id, round, seat, person) do update set asked_at = excluded.asked_at, due_at = excluded.due_at,
            open = excluded.open
        """;

    public const string DeleteAsked = """
        delete from seat_asked where change_id = @change and round = @round and seat = @seat and person = @person
        """;

    public const string InsertVote = """
        insert into vote (change_id, round, seat, person, verdict, asked_at, at)
        values (@change, @round, @seat, @person, @verdict, @asked_at, @at)
        """;

    public const string DeleteVote = "delete from vote where change_id = @change and round = @round and seat = @seat and person = @person";

    public const string InsertSettlement = """
        insert into settlement (change_id, round, verdict, person, at) values (@change, @round, @verdict, @person, @at)
        """;

    public const string SetRound = """
        insert into round_fact (change_id, round, author, service, tier, ai_tools, calendar, first_response, decision, began_at, turns,
            responded_at, breached_at, verdict, decided_at, ending, over_at, escalated, handed_on)
        values (@change, @round, @author, @service, @tier, @ai_tools, @calendar, @first_response, @decision, @began_at, @turns,
            @responded_at, @breached_at, @verdict, @decided_at, @ending, @over_at, @escalated, @handed_on)
        on conflict (change_id, round) do update set turns = excluded.turns, responded_at = excluded.responded_at,
            breached_at = excluded.breached_at, verdict = excluded.verdict, decided_at = excluded.decided_at, ending = excluded.ending,
            over_at = excluded.over_at, escalated = excluded.escalated, handed_on = excluded.handed_on
        """;

    private readonly Statement _setRound = db.Prepare(SetRound);
    private readonly Statement _insertRequest = db.Prepare(InsertRequest);
    private readonly Statement _updateRequest = db.Prepare(UpdateRequest);
    private readonly Statement _setSeat = db.Prepare(SetSeat);
    private readonly Statement _setAsked = db.Prepare(SetAsked);
    private readonly Statement _deleteAsked = db.Prepare(DeleteAsked);
    private readonly Statement _insertVote = db.Prepare(InsertVote);
    private readonly Statement _deleteVote = db.Prepare(DeleteVote);
    private readonly Statement _insertSettlement = db.Prepare(InsertSettlement);

    /// <summary>The request's own row and that of its open round, once for all events of an append.</summary>
    public void StoreRequest(ChangeRequest? before, ChangeRequest after)
    {
        var r = Projection.RequestOf(after);
        if (before is null)
            _insertRequest
                .Bind(r.Id).Bind(r.Author).Bind(r.Service).Bind(r.Title).Bind(r.Status).Bind(r.Round).Bind(r.Version)
                .Bind(r.SubmittedAt).Bind(r.DueAt).Bind(r.SettledAt).Bind(r.Tier).Run();
        else if (_updateRequest
            .Bind(r.Author).Bind(r.Service).Bind(r.Title).Bind(r.Status).Bind(r.Round).Bind(r.Version)
            .Bind(r.SubmittedAt).Bind(r.DueAt).Bind(r.SettledAt).Bind(r.Tier).Bind(r.Id).Bind(before.Version).Run() != 1)
            throw new InvalidOperationException($"{after.Id} is not at version {before.Version} any more.");
        if (Projection.RoundOf(after) is var round && (before is null || Projection.RoundOf(before) != round))
            StoreRound(round);
    }

    public void StoreEvent(ChangeRequest? before, ChangeRequest after, ChangeEvent happened)
    {
        if (Projection.VoteOf(before, after.Id, happened) is { } v)
            _insertVote.Bind(v.ChangeId).Bind(v.Round).Bind(v.Seat).Bind(v.Person).Bind(v.Verdict).Bind(v.AskedAt).Bind(v.At).Run();
        if (happened is ChangeEvent.VoteVoided e && _deleteVote.Bind(after.Id.Number).Bind(e.Round).Bind(e.Seat).Bind(e.By.Value).Run() != 1)
            throw new InvalidOperationException($"{after.Id} has no vote by {e.By} to void.");
        if (Projection.SettlementOf(after.Id, happened) is { } s)
            _insertSettlement.Bind(s.ChangeId).Bind(s.Round).Bind(s.Verdict).Bind(s.Person).Bind(s.At).Run();
        if (before is not null && before.Round.Number != after.Round.Number)
        {
            StoreSeats(Projection.SeatsOf(before), Projection.SeatsOf(before, over: true));
            StoreAsked(Projection.AskedOf(before), Projection.AskedOf(before, over: true));
            StoreRound(Projection.RoundOf(before, happened.At));
            before = null;
        }

        StoreSeats(before is null ? [] : Projection.SeatsOf(before), Projection.SeatsOf(after));
        StoreAsked(before is null ? [] : Projection.AskedOf(before), Projection.AskedOf(after));
    }

    private void StoreRound(RoundFactRow r) => _setRound
        .Bind(r.ChangeId).Bind(r.Round).Bind(r.Author).Bind(r.Service).Bind(r.Tier).Bind(r.AiTools).Bind(r.Calendar).Bind(r.FirstResponse)
        .Bind(r.Decision).Bind(r.BeganAt).Bind(r.Turns).Bind(r.RespondedAt).Bind(r.BreachedAt).Bind(r.Verdict).Bind(r.DecidedAt).Bind(r.Ending)
        .Bind(r.OverAt).Bind(r.Escalated).Bind(r.HandedOn).Run();

    private void StoreSeats(List<SeatRow> before, List<SeatRow> after)
    {
        foreach (var r in after)
            if (!before.Contains(r))
                _setSeat
                    .Bind(r.ChangeId).Bind(r.Round).Bind(r.Number).Bind(r.Service).Bind(r.AtLeast).Bind(r.Vacant)
                    .Bind(r.ClaimedBy).Bind(r.ClaimedUntil).Run();
    }

    private void StoreAsked(List<AskedRow> before, List<AskedRow> after)
    {
        foreach (var r in before)
            if (!after.Exists(a => a.Seat == r.Seat && a.Person == r.Person))
                _deleteAsked.Bind(r.ChangeId).Bind(r.Round).Bind(r.Seat).Bind(r.Person).Run();
        foreach (var r in after)
            if (!before.Contains(r))
                _setAsked
                    .Bind(r.ChangeId).Bind(r.Round).Bind(r.Seat).Bind(r.Person).Bind(r.AskedAt).Bind(r.DueAt).Bind(r.Open).Run();
    }
}
