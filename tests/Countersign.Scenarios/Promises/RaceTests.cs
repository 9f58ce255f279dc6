using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Host.PolicyFile;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Scenarios.Promises;

/// <summary>T4: approve and deny at once have one winner, and the loser is told.</summary>
public sealed class RaceTests
{
    private const int Races = 10_000;
    private const int AtOnce = 250;
    private static readonly Instant Now = Home.Friday10;

    [Fact]
    public async Task Ten_thousand_races_have_one_winner_each()
    {
        var folder = Directory.CreateTempSubdirectory("countersign-races-");
        await using (var store = SqliteStore.Open(Path.Combine(folder.FullName, "countersign.db"), Now))
        {
            var book = PolicyFileReader.Read(Encoding.UTF8.GetBytes(Town.Policy), new ChatHomes(Town.Team, null)).Book!;
            var deciding = new Deciding(store, new PolicyInForce(book));
            var lee = new Actor.Member(book.Roster.Find(new PersonId("lee"))!, new ChatIdentity(Platform.Slack, Town.Team, "U0LEE"));

            for (var start = 1; start <= Races; start += AtOnce)
            {
                var ids = Enumerable.Range(start, AtOnce).Select(n => new ChangeId(n)).ToList();
                await store.Write(work => Ask(work, ids.Count, book));
                await Task.WhenAll(ids.Select(id => Race(id, lee, deciding, store)));
            }
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_hundred_races_over_HTTP_have_one_winner_each()
    {
        await using var home = await Home.Open();
        await home.As("kim").Run("/signoff away until monday");
        var hand = new Hand(home.Slack, home.DatabasePath);
        for (var i = 0; i < 100; i++)
            (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        await home.Slack.Eventually("a hundred requests with Lee", () => home.Store.Asking(new PersonId("lee"), 200).GetAwaiter().GetResult().Length == 100);

        for (var n = 1; n <= 100; n++)
        {
            var answers = await Task.WhenAll(hand.Send(hand.Press("cr.approve", "U0LEE", n)), hand.Send(hand.Deny("U0LEE", n)));

            answers.ShouldAllBe(a => a.Status == 200);
            var settled = (await home.Change(n)).Status.ShouldBeOfType<Status.Settled>();
            (await home.Store.History(new ChangeId(n))).OfType<ChangeEvent.RoundSettled>().Count().ShouldBe(1);
            // The form says it in its answer; the press hears it privately.
            if (settled.Outcome == Core.Changes.Outcome.Approved)
                answers[1].Body.ShouldContain("Already approved by Lee Park");
            else
                answers[1].Body.ShouldBeEmpty();
        }
    }

    private static async Task Race(ChangeId id, Actor lee, Deciding deciding, SqliteStore store)
    {
        var by = (string verb) => new AboutRequest(new ReceiptKey($"{id}:{verb}"), lee, id, null, 1);
        var answers = id.Number % 2 == 0
            ? await Task.WhenAll(deciding.Approve(by("a"), Now), deciding.Deny(by("d"), "No.", Now))
            : (await Task.WhenAll(deciding.Deny(by("d"), "No.", Now), deciding.Approve(by("a"), Now))).Reverse().ToArray();

        answers.Count(a => a.Accepted).ShouldBe(1);
        var expected = answers[0].Accepted ? Core.Changes.Outcome.Approved : Core.Changes.Outcome.Denied;
        (await store.Find(id))!.Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(expected);
        answers.Single(a => !a.Accepted).Words.Plain(Roster.Empty, DateTimeZone.Utc).ShouldStartWith($"Already {expected.ToString().ToLowerInvariant()} by lee");
    }

    private static bool Ask(IWork work, int count, PolicyBook book)
    {
        var context = new LedgerContext(Actor.Bot.Instance, book, Now);
        var payments = book.Find(new ServiceId("payments"))!;
        ChangeLink.TryParse("https://github.com/acme/payments-api/pull/12", out var link).ShouldBeTrue();
        var draft = new Draft(
            "Retry failed refunds", link, payments.Id, "Claude Code", "Wrote it.", "Read it.", Destruction.None, null, null, Urgency.Normal, []);
        for (var i = 0; i < count; i++)
        {
            var id = work.NextChangeId();
            ChangeEvent[] events =
            [
                new ChangeEvent.Submitted(new PersonId("ana"), draft, [new Qualification(payments.Id, Level.Senior)], Now),
                new ChangeEvent.Assigned(1, 1, new PersonId("lee"), null, null, null, null, Now),
            ];
            work.Append(null, ChangeHistory.Fold(id, events), [.. events], context);
        }

        return true;
    }
}
