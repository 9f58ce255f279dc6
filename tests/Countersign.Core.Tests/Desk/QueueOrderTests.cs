using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>What is due first comes first; what is overdue steps back by one and a half times its time, and ages forward again.</summary>
public class QueueOrderTests
{
    private static readonly PersonId Lee = new("lee");

    [Fact]
    public void Every_queue_is_ordered_by_its_keys_and_loses_nobody()
    {
        var overtaken = 0;
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var queue = Enumerable.Range(1, random.Next(1, 12)).Select(n => Due(
                n, random.Next(8) == 0 ? null : random.Next(-900, 900), random.Next(1, 600))).OrderBy(_ => random.Next()).ToList();

            var ordered = QueueOrder.Of(queue, Now);

            ordered.ShouldBe(queue, ignoreOrder: true);
            for (var i = 1; i < ordered.Length; i++)
            {
                var (before, after) = (Worked(ordered[i - 1]), Worked(ordered[i]));
                before.ShouldBeLessThanOrEqualTo(after);
                if (before == after)
                    ordered[i - 1].Id.Number.ShouldBeLessThan(ordered[i].Id.Number);
                if (ordered[i].Due < ordered[i - 1].Due)
                {
                    // Only what is overdue ever comes after something that is due later.
                    (ordered[i].Due < Now).ShouldBeTrue();
                    overtaken++;
                }
            }

            QueueOrder.Of(queue.OrderBy(_ => random.Next()), Now).ShouldBe(ordered);
        }

        overtaken.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void What_is_overdue_steps_back_and_comes_forward_again()
    {
        // Four hours each. At ten past nine the first is overdue: it counts as due six hours later.
        ImmutableArray<ChangeRequest> queue = [Due(1, 5, 240), Due(2, 240, 240), Due(3, 480, 240)];
        string order(int minutes) => string.Join(" ", QueueOrder.Of(queue, Now + Duration.FromMinutes(minutes)).Select(c => c.Id));

        order(0).ShouldBe("CR-1 CR-2 CR-3");
        order(5).ShouldBe("CR-1 CR-2 CR-3");
        order(6).ShouldBe("CR-2 CR-1 CR-3");
        // Now the second is overdue as well, and was the first to be so among equals: 365, 480, 600.
        order(241).ShouldBe("CR-1 CR-3 CR-2");
        order(481).ShouldBe("CR-1 CR-2 CR-3");
    }

    [Fact]
    public void What_has_no_time_comes_last() =>
        QueueOrder.Of([Due(1, null, 10), Due(2, -900, 600), Due(3, 900, 10)], Now).Select(c => c.Id.Number).ShouldBe([2, 3, 1]);

    [Theory]
    [InlineData(new[] { 240 }, "Next: CR-1 “Retry card payments” by Ana, due Tue 17 Nov 2026 14:00 (Europe/Berlin). Nothing else waits.")]
    [InlineData(new[] { 240, 300 }, "due Tue 17 Nov 2026 14:00 (Europe/Berlin). It is due first: nothing else is due before it. One more waits after it.")]
    [InlineData(new[] { -10, 240 }, "Next: CR-2 “Retry card payments” by Ana, due Tue 17 Nov 2026 14:00 (Europe/Berlin). It can still be in time; the one that is overdue comes after it.")]
    [InlineData(new[] { -10, -20, 240 }, "It can still be in time; the 2 that are overdue come after it. 2 more wait after it.")]
    [InlineData(new[] { -10, -20 }, "Next: CR-2 “Retry card payments” by Ana, was due Tue 17 Nov 2026 09:40 (Europe/Berlin). All of it is overdue; this one comes first.")]
    [InlineData(new[] { -10, 900 }, "was due Tue 17 Nov 2026 09:50 (Europe/Berlin). It is overdue, and what can still be in time is due much later.")]
    public void Next_says_why_it_is_the_first(int[] due, string words)
    {
        var queue = QueueOrder.Of(due.Select((d, i) => Due(i + 1, d, 240)), Now);

        Core.Words.ReplyWords.Next(Core.Words.Listed.Queue(queue, queue.Length, Lee), Now).Plain(Book(Person("ana"), Person("lee"))).ShouldContain(words);
    }

    // By the rule as routing.md writes it.
    private static Instant Worked(ChangeRequest change) =>
        change.Due is not { } due ? Instant.MaxValue
        : due >= Now ? due
        : due + (due - change.SubmittedAt) * 1.5;

    private static ChangeRequest Due(int number, int? minutes, int length)
    {
        var due = Now + Duration.FromMinutes(minutes ?? 0);
        var round = Round.Open(1, Seats(1), []);
        var seat = round.Seats[0] with { Asked = [new Asked(Lee, Now, minutes is null ? null : due)] };
        return new ChangeRequest(
            new ChangeId(number), new PersonId("ana"), Draft(), due - Duration.FromMinutes(length), round.With(seat), new Status.Assigned(), RoutingReport.Nobody, 2);
    }
}
