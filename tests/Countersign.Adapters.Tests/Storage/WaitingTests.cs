using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Dapper;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>What waits: messages, deadlines, people who are away.</summary>
public sealed class WaitingTests
{
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
        var hours = new WorkingHours(
        [
            new Shift(WeekDays.Monday | WeekDays.Friday, new LocalTime(7, 30), new LocalTime(12, 0)),
            new Shift(WeekDays.Monday, new LocalTime(13, 0), LocalTime.Midnight),
        ]);
        var away = new Interval(After(10), After(20));
        await temporary.Write(w =>
        {
            w.Assign(w.Submit(Monday), Kim, Monday);
            w.SetAbsences(Kim.Id, [new Interval(After(1), After(2))], Monday);
            w.SetAbsences(Kim.Id, [away], Monday);
            w.SetHours(Kim.Id, hours);
            w.SetLimit(Kim.Id, 3);
            w.SetUnreachable(Lee.Id, Platform.Slack, "account_inactive", Monday);
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
        (await temporary.Store.People(Monday))[Lee.Id].Contact.Lost.ShouldBe([new LostOn(Platform.Slack, "account_inactive")]);
        await temporary.Write(w =>
        {
            w.SetAbsences(Kim.Id, [], After(15));
            w.SetHours(Kim.Id, null);
            w.SetLimit(Kim.Id, null);
            w.SetUnreachable(Lee.Id, Platform.Slack, null, Monday);
        });
        (await temporary.Write(w => w.State(Kim.Id, After(15)))).ShouldSatisfyAllConditions(
            s => s.Absences.ShouldBeEmpty(), s => s.OwnHours.ShouldBeNull(), s => s.OwnLimit.ShouldBeNull());
        (await temporary.Write(w => w.State(Lee.Id, Monday))).Contact.ShouldBe(Contact.Anywhere);
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
}
