using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using Countersign.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

public sealed class StoreTests
{
    [Fact]
    public async Task A_restart_keeps_everything()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        var before = await Everything(temporary.Store);
        await temporary.Restart();
        (await Everything(temporary.Store)).ShouldBe(before);
        before.ShouldContain("Second try");
    }

    [Fact]
    public async Task The_writer_folds_the_same_request_from_its_events_as_it_had_in_memory()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        for (var number = 1; number <= 4; number++)
        {
            var id = new ChangeId(number);
            var remembered = await temporary.Write(w => w.Load(id));
            var read = await temporary.Store.Find(id);
            Plain(read!).ShouldBe(Plain(remembered!));
        }
    }

    [Fact]
    public async Task A_redelivery_gets_the_same_answer_until_receipts_are_purged()
    {
        await using var temporary = new TemporaryStore();
        var answer = new Answer(true, Sentence.Of($"{Kim.Id} is asked."), new ChangeId(1));
        await temporary.Write(w => w.Keep(new ReceiptKey("slack:1"), answer, Monday));
        await temporary.Restart();
        (await temporary.Write(w => w.FindReceipt(new ReceiptKey("slack:1")))).ShouldBe(answer);
        await Should.ThrowAsync<SqliteException>(temporary.Write(w => w.Keep(new ReceiptKey("slack:1"), answer, Monday)));
        await temporary.Write(w => w.Purge(After(1), 10));
        (await temporary.Write(w => w.FindReceipt(new ReceiptKey("slack:1")))).ShouldBeNull();
    }

    [Fact]
    public async Task A_second_vote_or_settlement_breaks_a_unique_key()
    {
        await using var temporary = new TemporaryStore();
        var id = await temporary.Write(w => w.Submit(Monday));
        await temporary.Write(w => w.Assign(id, Kim, Monday));
        var before = (await temporary.Store.Find(id))!;
        ChangeEvent[] twice = [new ChangeEvent.Voted(1, 1, Kim.Id, Verdict.Approved, null, Monday), new ChangeEvent.Voted(1, 1, Lee.Id, Verdict.Denied, "x", Monday)];
        await Should.ThrowAsync<SqliteException>(temporary.Write(w =>
            w.Append(before, Folded(id, before, [.. twice]), [.. twice], Context(Of(Kim), Monday))));
        ChangeEvent[] settled = [new ChangeEvent.RoundSettled(1, Verdict.Approved, Kim.Id, null, Monday), new ChangeEvent.RoundSettled(1, Verdict.Denied, Kim.Id, null, Monday)];
        await Should.ThrowAsync<SqliteException>(temporary.Write(w =>
            w.Append(before, Folded(id, before, [.. settled]), [.. settled], Context(Of(Kim), Monday))));
        await temporary.Write(w => w.Decide(id, new Command.Approve(Of(Kim), 1), Monday));
        await Should.ThrowAsync<Exception>(temporary.Write(w => w.Decide(before, id, new Command.Approve(Of(Kim), 1), Monday)));
        (await temporary.Store.History(id)).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Questions_about_requests_answer_in_their_order()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        (await temporary.Store.Asking(Kim.Id, 10)).Select(c => c.Id.Number).ShouldBe([2L]);
        (await temporary.Store.Asking(Lee.Id, 10)).ShouldBeEmpty();
        (await temporary.Store.By(Ana.Id, 10)).Select(c => c.Id.Number).ShouldBe([2L, 4, 3, 1]);
        (await temporary.Store.By(Ana.Id, 2)).Select(c => c.Id.Number).ShouldBe([2L, 4]);
        (await temporary.Store.OpenRequests()).ShouldBe([new ChangeId(2)]);
        (await temporary.Store.Find(new ChangeId(9))).ShouldBeNull();
        (await temporary.Store.History(new ChangeId(1))).Length.ShouldBe(9);
        Encoding.UTF8.GetString((await temporary.Store.AcceptedPolicy())!).ShouldBe("roster: []\n");
    }

    [Fact]
    public async Task The_ledger_tells_who_did_what_in_commitments()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        var entries = await temporary.Store.LedgerOf(new ChangeId(1));
        entries.Select(e => e.Entry.Type).ShouldBe(
            ["submitted", "assigned", "claimed", "voted", "round_settled", "updated", "assigned", "refused", "voted", "round_settled"]);
        var vote = entries[8].Entry;
        vote.ShouldSatisfyAllConditions(
            () => vote.Verdict.ShouldBe("approved"),
            () => vote.SecondsToDecide.ShouldBe(120),
            () => vote.Round.ShouldBe(2),
            () => vote.Platform.ShouldBe("slack"),
            () => vote.Level.ShouldBe("senior"),
            () => vote.Repository.ShouldBe("acme/payments-api"),
            () => vote.PullRequest.ShouldBe(123),
            () => vote.Person.ShouldBe(entries[1].Entry.Assignee),
            () => vote.Actor.ShouldNotBe(vote.Person),
            () => vote.Policy.ShouldBe(Book.Digest));
        entries[7].Entry.Detail.ShouldBe("Approve:author_cannot_decide");
        entries[1].Entry.Actor.ShouldBeNull();
        entries[1].Entry.Platform.ShouldBe("countersign");
    }

    [Fact]
    public async Task Repeats_of_a_refusal_are_one_more_entry_when_the_hour_is_over()
    {
        await using var temporary = new TemporaryStore();
        for (var i = 0; i < 20; i++)
            await temporary.Write(w => w.Refused(Of(Kim), null, "approve", new Refusal.NotAsked([]), Context(Of(Kim), Monday)));
        await temporary.Write(w => w.Refused(Of(Lee), null, "approve", new Refusal.NotAsked([]), Context(Of(Lee), Monday)));
        await temporary.Write(w => w.Refused(Of(Kim), new ChangeId(77), "approve", new Refusal.NoSuchRequest(new ChangeId(77)), Context(Of(Kim), Monday)));
        (await temporary.Store.Figures()).LedgerEntries.ShouldBe(3);

        await temporary.Write(w => w.CloseRefusalTallies(Context(Actor.Bot.Instance, Monday)));
        (await temporary.Store.Figures()).LedgerEntries.ShouldBe(3);
        await temporary.Write(w => w.CloseRefusalTallies(Context(Actor.Bot.Instance, After(61))));
        await temporary.Write(w => w.CloseRefusalTallies(Context(Actor.Bot.Instance, After(61))));
        (await temporary.Store.Figures()).LedgerEntries.ShouldBe(4);
        using var db = temporary.Outsider();
        db.QuerySingle<string>("select count || ' ' || detail || ' ' || (actor = (select actor from ledger_entry where seq = 1)) from ledger_entry where seq = 4")
            .ShouldBe("19 approve:not_asked 1");
        await temporary.Write(w => w.Refused(Of(Kim), null, "approve", new Refusal.NotAsked([]), Context(Of(Kim), After(62))));
        (await temporary.Store.Figures()).LedgerEntries.ShouldBe(5);
    }

    [Fact]
    public async Task The_outbox_keeps_its_order_and_gives_no_id_twice()
    {
        await using var temporary = new TemporaryStore();
        var told = Touched.None;
        temporary.Store.Committed += touched => told |= touched;
        await temporary.Write(w =>
        {
            for (var i = 1; i <= 4; i++)
                w.Send(new Outgoing(KimsMessages, new Notice.Note(new ChangeId(i), i)), Monday);
        });
        var waiting = await temporary.Store.Outbox(0, 10);
        waiting.Select(i => i.Id).ShouldBe([1L, 2, 3, 4]);
        waiting[0].Lane.ShouldBe(KimsMessages);
        await temporary.Write(w =>
        {
            w.Delivered([4]);
            w.Tried(2, "no such channel");
            w.Park(1, "is_archived", After(1));
        });
        (await temporary.Store.Outbox(0, 10)).Select(i => (i.Id, i.Attempts)).ShouldBe([(2L, 1), (3L, 0)]);
        (await temporary.Store.Outbox(2, 10)).Select(i => i.Id).ShouldBe([3L]);
        await temporary.Restart();
        await temporary.Write(w => w.Send(new Outgoing(KimsMessages, new Notice.NobodyToAsk(new ChangeId(1))), Monday));
        (await temporary.Store.Outbox(3, 10)).Select(i => i.Id).ShouldBe([5L]);
        var figures = await temporary.Store.Figures();
        (figures.OutboxWaiting, figures.Parked).ShouldBe((3L, 1L));
        told.ShouldBe(Touched.Outbox);
    }

    [Fact]
    public async Task Deadlines_move_complete_and_never_come_early()
    {
        await using var temporary = new TemporaryStore();
        var seat = new DeadlineSubject.OfSeat(new ChangeId(1), 1, 1);
        await temporary.Write(w => w.Schedule(new Deadline(DeadlineKind.Route, seat, After(60))));
        await temporary.Write(w => w.Schedule(new Deadline(DeadlineKind.Route, seat, After(5))));
        await temporary.Write(w => w.Schedule(new Deadline(DeadlineKind.AbsenceEnds, new DeadlineSubject.OfPerson(Kim.Id), After(4))));
        (await temporary.Store.Due(After(3), 10)).ShouldBeEmpty();
        var due = await temporary.Store.Due(After(6), 10);
        due.Select(d => d.Subject).ShouldBe([new DeadlineSubject.OfPerson(Kim.Id), seat]);
        due.ShouldAllBe(d => d.Due >= After(4));
        await temporary.Write(w => w.Complete(DeadlineKind.Route, seat, After(6)));
        (await temporary.Store.Due(After(6), 10)).Length.ShouldBe(1);
        await temporary.Write(w => w.Purge(After(7), 10));
        using var db = temporary.Outsider();
        db.ExecuteScalar<long>("select count(*) from deadline").ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_comes_back_makes_every_vacant_seat_due_with_or_without_a_deadline()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w =>
        {
            var (first, second, third) = (w.Submit(Monday), w.Submit(Monday), w.Submit(Monday));
            w.Assign(third, Kim, Monday);
            w.Schedule(new Deadline(DeadlineKind.Route, new DeadlineSubject.OfSeat(first, 1, 1), After(600)));
            w.RouteWaitingNow(After(1));
        });
        (await temporary.Store.Due(After(2), 10)).Select(d => d.Subject).ShouldBe(
            [new DeadlineSubject.OfSeat(new ChangeId(1), 1, 1), new DeadlineSubject.OfSeat(new ChangeId(2), 1, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_people_told_us_comes_back_in_a_transaction_and_in_the_overview()
    {
        await using var temporary = new TemporaryStore();
        (await temporary.Store.People(Monday)).ShouldBeEmpty();
        var hours = new WorkingHours(new LocalTime(7, 30), new LocalTime(15, 0), WeekDays.Monday | WeekDays.Friday);
        var away = new Interval(After(10), After(20));
        await temporary.Write(w =>
        {
            w.Assign(w.Submit(Monday), Kim, Monday);
            w.SetAbsences(Kim.Id, [new Interval(After(1), After(2))], Monday);
            w.SetAbsences(Kim.Id, [away], Monday);
            w.SetHours(Kim.Id, hours);
            w.SetLimit(Kim.Id, 3);
            w.SetUnreachable(Lee.Id, "account_inactive", Monday);
        });
        foreach (var state in new[] { (await temporary.Store.People(Monday))[Kim.Id], await temporary.Write(w => w.State(Kim.Id, Monday)) })
        {
            state.Open.ShouldBe(1);
            state.OwnHours.ShouldBe(hours);
            state.OwnLimit.ShouldBe(3);
            state.Absences.Length.ShouldBe(1);
            state.Absences[0].Start.ShouldBeLessThanOrEqualTo(away.Start);
            state.Absences[0].End.ShouldBeGreaterThanOrEqualTo(away.End);
            state.LastAssigned.ShouldNotBeNull();
        }

        (await temporary.Store.People(After(30)))[Kim.Id].Absences.ShouldBeEmpty();
        (await temporary.Store.People(Monday))[Lee.Id].Unreachable.ShouldBe("account_inactive");
        await temporary.Write(w =>
        {
            w.SetAbsences(Kim.Id, [], After(15));
            w.SetHours(Kim.Id, null);
            w.SetLimit(Kim.Id, null);
            w.SetUnreachable(Lee.Id, null, Monday);
        });
        (await temporary.Write(w => w.State(Kim.Id, After(15)))).ShouldSatisfyAllConditions(
            s => s.Absences.ShouldBeEmpty(), s => s.OwnHours.ShouldBeNull(), s => s.OwnLimit.ShouldBeNull());
        (await temporary.Write(w => w.State(Lee.Id, Monday))).Unreachable.ShouldBeNull();
    }

    [Fact]
    public async Task Copies_of_cards_are_known_until_they_are_forgotten()
    {
        await using var temporary = new TemporaryStore();
        var audience = new CardAudience.Reviewer(Kim.Id, 1);
        var card = new PostedCard(new ChangeId(1), audience, new ChatPlace(Platform.Slack, "T1", "D1"), "1700.1");
        await temporary.Write(w => w.Posted(card));
        await temporary.Write(w => w.Posted(card));
        (await temporary.Store.Cards(new ChangeId(1), audience)).ShouldBe([card]);
        (await temporary.Store.Cards(new ChangeId(1), new CardAudience.Team())).ShouldBeEmpty();
        await temporary.Write(w => w.Forget(card));
        (await temporary.Store.Cards(new ChangeId(1), audience)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_policy_accepted_last_is_the_one_that_comes_back_even_when_the_clock_went_back()
    {
        await using var temporary = new TemporaryStore();
        byte[] one = [1], two = [2];
        await temporary.Write(w => w.AcceptPolicy(Story.Digest(one), one, After(5)));
        await temporary.Write(w => w.AcceptPolicy(Story.Digest(two), two, After(1)));
        (await temporary.Store.AcceptedPolicy()).ShouldBe(two);
        await temporary.Write(w => w.AcceptPolicy(Story.Digest(one), one, Monday));
        (await temporary.Store.AcceptedPolicy()).ShouldBe(one);
        await Should.ThrowAsync<ArgumentException>(temporary.Write(w => w.AcceptPolicy(Story.Digest(one), two, Monday)));
    }

    [Fact]
    public async Task Identities_that_acted_are_remembered()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w => w.Submit(Monday));
        await temporary.Write(w => w.Submit(Monday + Duration.FromDays(3)));
        using var db = temporary.Outsider();
        db.QuerySingle<string>("select user_id || ' ' || person || ' ' || ((last_seen_at - first_seen_at) / 86400000) from chat_identity")
            .ShouldBe("U-ana ana 3");
    }

    private static async Task<string> Everything(SqliteStore store)
    {
        var text = new StringBuilder();
        for (var number = 1; number <= 4; number++)
        {
            text.AppendLine(Plain((await store.Find(new ChangeId(number)))!));
            foreach (SealedEntry entry in await store.LedgerOf(new ChangeId(number)))
                text.AppendLine($"{entry.Entry} {entry.Hash}");
        }

        foreach (var item in await store.Outbox(0, 10))
            text.AppendLine(item.ToString());
        foreach (var deadline in await store.Due(After(100), 10))
            text.AppendLine(deadline.ToString());
        return text.AppendLine((await store.Figures()).ToString()).ToString();
    }

    private static string Plain(ChangeRequest c) =>
        $"{c.Id} {c.Author} {c.Version} {c.Status} {c.SubmittedAt.ToUnixTimeTicks()} {c.Draft with { CoAuthors = default }} {c.Due} {c.Report?.Sentence.Plain(Book.Roster, DateTimeZone.Utc)} "
        + string.Join(';', c.Round.Seats.Select(s => $"{s.Number} {s.Needs} {string.Join(',', s.Asked)} {s.Claim} {s.Vote}"))
        + string.Join(',', c.Round.StoodDown) + string.Join(',', c.Round.Before);
}
