using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

public sealed class OfferTests
{
    private static readonly Person Mia = Kim with { Id = new PersonId("mia") };

    [Fact]
    public async Task An_offer_is_kept_with_its_number_until_some_time_after_its_end()
    {
        await using var temporary = new TemporaryStore();
        var offer = await temporary.Write(w => w.Add(To(Lee, 12)));
        await temporary.Restart();

        (await temporary.Store.Find(offer.Number)).ShouldBe(offer);
        (await temporary.Write(w => w.OfferTo(Lee.Id))).ShouldBe(offer);
        (await temporary.Write(w => w.OffersOf(new ChangeId(12)))).ShouldBe([offer]);
        (await temporary.Store.OffersTo(Lee.Id)).ShouldBe([offer]);
        await temporary.Write(w => w.End(offer, OfferEnd.NotNow, After(9)));

        var ended = offer with { Ended = OfferEnd.NotNow };
        (await temporary.Write(w => w.OfferTo(Lee.Id))).ShouldBe(ended);
        (await temporary.Write(w => w.OffersOf(new ChangeId(12)))).ShouldBeEmpty();
        await temporary.Write(w => w.Purge(After(9), 10));
        (await temporary.Store.Find(offer.Number)).ShouldBe(ended);
        await temporary.Write(w => w.Purge(After(10), 10));
        (await temporary.Store.Find(offer.Number)).ShouldBeNull();
        // A number is never given twice: messages carry it.
        (await temporary.Write(w => w.Add(To(Lee, 12)))).Number.ShouldBe(offer.Number + 1);
    }

    [Fact]
    public async Task Somebody_has_one_open_offer_at_most_and_the_newest_is_theirs()
    {
        await using var temporary = new TemporaryStore();
        var first = await temporary.Write(w => w.Add(To(Lee, 12)));
        await Should.ThrowAsync<SqliteException>(temporary.Write(w => w.Add(To(Lee, 13))));
        await temporary.Write(w => w.Add(To(Kim, 12)));
        await temporary.Write(w => w.End(first, OfferEnd.Taken, After(5)));
        // Ended once, it stays as it ended.
        await temporary.Write(w => w.End(first, OfferEnd.Lapsed, After(6)));

        var second = await temporary.Write(w => w.Add(To(Lee, 13)));

        (await temporary.Write(w => w.OfferTo(Lee.Id))).ShouldBe(second);
        (await temporary.Store.OffersTo(Lee.Id)).ShouldBe([first with { Ended = OfferEnd.Taken }, second]);
    }

    [Fact]
    public async Task What_waits_with_others_is_found_earliest_due_first()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(work =>
        {
            // By number: Kim's, due at 20; Mia's own; Kim's, begun; Kim's, due at 10; one that waits for anybody; Kim's, settled.
            foreach (var (person, due) in new[] { (Kim, 20), (Mia, 5), (Kim, 5), (Kim, 10), (null, 0), (Kim, 5) })
            {
                var id = work.Submit(After(1));
                if (person is not null)
                    work.Assign(id, person, After(due) - Duration.FromHours(4));
            }

            work.Decide(new ChangeId(3), new Command.ClaimReview(Of(Kim), 1, Duration.FromHours(1)), After(2));
            work.Decide(new ChangeId(6), new Command.Deny(Of(Kim), 1, "No."), After(2));
        });

        (await temporary.Store.AskingOthers(Payments, Mia.Id, 10)).Select(c => c.Id.Number).ShouldBe([4, 1]);
        (await temporary.Store.AskingOthers(Payments, Mia.Id, 1)).Select(c => c.Id.Number).ShouldBe([4]);
        (await temporary.Store.AskingOthers(Payments, Kim.Id, 10)).Select(c => c.Id.Number).ShouldBe([2]);
        (await temporary.Store.AskingOthers(new("docs"), Lee.Id, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_was_asked_before_there_were_reminders_is_looked_after_too()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(work => work.Assign(work.Submit(After(1)), Kim, After(2)));
        await temporary.Store.DisposeAsync();
        using (var db = temporary.Outsider())
            db.Execute("""
                drop table offer; drop table review_day; drop table roster_since; drop index seat_asked_at; drop index change_request_watch;
                alter table change_request drop column tier; drop table round_fact; drop table digest_post; drop index vote_at; drop index absence_span;
                alter table person_setting drop column unnamed; alter table outbox drop column begun_at;
                delete from deadline; delete from schema_migration where number >= 6
                """);
        await temporary.Restart();

        var due = await temporary.Store.Due(After(2), 10);

        due.Select(d => d.Kind).ShouldBe([DeadlineKind.Remind, DeadlineKind.MoveOn, DeadlineKind.Rescue, DeadlineKind.Escalate], ignoreOrder: true);
        due.ShouldAllBe(d => d.Subject == (d.Kind == DeadlineKind.Escalate
            ? new DeadlineSubject.OfRound(new ChangeId(1), 1)
            : new DeadlineSubject.OfAsked(new ChangeId(1), 1, 1, Kim.Id)));
    }

    private static Offer To(Person person, long change) => new(0, person.Id, new ChangeId(change), 1, 1, Ana.Id, Whole(1), Whole(31));

    // The table counts milliseconds.
    private static Instant Whole(int minutes) => Instant.FromUnixTimeMilliseconds(After(minutes).ToUnixTimeMilliseconds());
}
