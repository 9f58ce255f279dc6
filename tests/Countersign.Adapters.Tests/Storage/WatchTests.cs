using Countersign.Core.Changes;
using Countersign.Core.Sla;
using Dapper;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>Open requests that seem to lack a deadline, and rows that recur.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Those_without_a_step_are_found_page_by_page_and_no_others()
    {
        await using var temporary = new TemporaryStore();
        (await temporary.Store.Unwatched(new ChangeId(0), 10)).ShouldSatisfyAllConditions(p => p.Last.ShouldBeNull(), p => p.Suspects.ShouldBeEmpty());
        await temporary.Write(work =>
        {
            for (var i = 0; i < 5; i++)
            {
                var id = work.Submit(After(0));
                work.Assign(id, Kim, After(0));
                // The second has lost its next step.
                if (i != 1)
                    work.Schedule(new Deadline(DeadlineKind.Escalate, new DeadlineSubject.OfRound(id, 1), After(60)));
            }
        });

        var first = await temporary.Store.Unwatched(new ChangeId(0), 3);
        first.Last.ShouldBe(new ChangeId(3));
        first.Suspects.ShouldBe([new ChangeId(2)]);
        (await temporary.Store.Unwatched(new ChangeId(3), 3)).ShouldSatisfyAllConditions(p => p.Last.ShouldBeNull(), p => p.Suspects.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_vacant_seat_and_a_claim_without_their_rows_are_found()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(work =>
        {
            var vacant = work.Submit(After(0));
            var claimed = work.Submit(After(0));
            work.Assign(claimed, Kim, After(0));
            work.Decide(claimed, new Command.ClaimReview(Of(Kim), 1, Duration.FromHours(1)), After(1));
            foreach (var id in new[] { vacant, claimed })
                work.Schedule(new Deadline(DeadlineKind.Escalate, new DeadlineSubject.OfRound(id, 1), After(60)));
            work.Complete(DeadlineKind.Route, new DeadlineSubject.OfSeat(vacant, 1, 1), After(1));
            work.Complete(DeadlineKind.ClaimLapses, new DeadlineSubject.OfSeat(claimed, 1, 1), After(1));
        });
        (await temporary.Store.Unwatched(new ChangeId(0), 3)).Suspects.ShouldBe([new ChangeId(1), new ChangeId(2)]);
    }

    [Fact]
    public async Task What_came_due_since_then_is_read_by_kind()
    {
        await using var temporary = new TemporaryStore();
        var subject = new DeadlineSubject.OfSeat(new ChangeId(1), 1, 1);
        await temporary.Write(work =>
        {
            work.Schedule(new Deadline(DeadlineKind.Route, subject, After(1)));
            work.Schedule(new Deadline(DeadlineKind.Route, subject with { Seat = 2 }, After(5)));
            work.Schedule(new Deadline(DeadlineKind.ClaimLapses, subject, After(5)));
            work.DueAt(DeadlineKind.ClaimLapses, subject).ShouldBe(After(5) - Duration.FromTicks(After(5).ToUnixTimeTicks() % 10_000) + Duration.FromMilliseconds(1));
            work.DueAt(DeadlineKind.Escalate, subject).ShouldBeNull();
        });
        (await temporary.Store.DueSince(DeadlineKind.Route, After(3), After(9), 10)).ShouldHaveSingleItem().Subject.ShouldBe(subject with { Seat = 2 });
    }

    [Fact]
    public async Task Finding_what_is_due_reads_the_index_of_what_is_open()
    {
        await using var temporary = new TemporaryStore();
        using var db = temporary.Outsider();
        foreach (var sql in new[] { Countersign.Storage.Deadlines.DeadlineRow.Due, Countersign.Storage.Deadlines.DeadlineRow.DueSince })
            string.Join('\n', db.Query("explain query plan " + sql, new { now = 1, take = 1, since = 0, kind = "route" }).Select(r => (string)r.detail))
                .ShouldContain("SEARCH deadline USING INDEX deadline_due");
    }
}
