using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
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
        await temporary.Write(w => w.Decide(id, new Command.Approve(Of(Kim), 1, VoteStanding.Sound), Monday));
        await Should.ThrowAsync<Exception>(temporary.Write(w => w.Decide(before, id, new Command.Approve(Of(Kim), 1, VoteStanding.Sound), Monday)));
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
        (await temporary.Store.Counts(Ana.Id)).ShouldBe((0, 4));
        (await temporary.Store.Counts(Kim.Id)).ShouldBe((1, 0));
        (await temporary.Store.OpenRequests((_, _) => true)).ShouldBe([new ChangeId(2)]);
        (await temporary.Store.OpenRequests((person, needs) => person == Kim.Id && needs.AtLeast == Level.Senior)).ShouldBe([new ChangeId(2)]);
        (await temporary.Store.OpenRequests((person, _) => person != Kim.Id)).ShouldBeEmpty();
        (await temporary.Store.Find(new ChangeId(9))).ShouldBeNull();
        (await temporary.Store.History(new ChangeId(1))).Length.ShouldBe(9);
        Encoding.UTF8.GetString((await temporary.Store.AcceptedPolicies()).Single()).ShouldBe("roster: []\n");
    }

    [Fact]
    public async Task Commitments_lead_back_to_people_and_to_nobody_who_is_not_there()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        var vote = (await temporary.Store.LedgerOf(new ChangeId(1)))[8].Entry;

        var people = await temporary.Store.Behind([vote.Person!, vote.Person!, vote.Actor!, "nobody"]);

        people.Count.ShouldBe(1);
        (await temporary.Store.History(new ChangeId(1))).OfType<ChangeEvent.Voted>().ShouldContain(v => v.By == people[vote.Person!]);
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
    public async Task The_policy_accepted_last_is_the_one_that_comes_back_even_when_the_clock_went_back()
    {
        await using var temporary = new TemporaryStore();
        byte[] one = [1], two = [2];
        await temporary.Write(w => w.AcceptPolicy(Story.Digest(one), "roster", one, 0, After(5)));
        await temporary.Write(w => w.AcceptPolicy(Story.Digest(two), "roster", two, 0, After(1)));
        (await temporary.Store.AcceptedPolicies()).ShouldHaveSingleItem().ShouldBe(two);
        await temporary.Write(w => w.AcceptPolicy(Story.Digest(one), "roster", one, 0, Monday));
        (await temporary.Store.AcceptedPolicies()).ShouldHaveSingleItem().ShouldBe(one);
        await Should.ThrowAsync<ArgumentException>(temporary.Write(w => w.AcceptPolicy(Story.Digest(one), "roster", two, 0, Monday)));
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
