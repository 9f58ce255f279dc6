using System.Collections.Immutable;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Dashboard;
using Countersign.Dashboard.Pages;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Dashboard;

/// <summary>The order of what stands on one page of the queue, and which page that is.</summary>
public sealed class QueuePageTests
{
    private readonly Cast _town = new(new Material());

    [Fact]
    public async Task What_nobody_can_be_asked_for_comes_first_then_the_clocks_as_they_stand_then_the_authors()
    {
        // Whom the record puts first was asked with a time that is over; their clock stood still for an hour since.
        var stale = Of(_town.AssignedNow, 1) with { Round = _town.AssignedNow.Change.Round with { Turns = Paused() } };
        var record = new Record([Of(_town.ChangesRequested, 4), stale, Of(_town.AssignedNow, 2), Of(_town.Waiting, 3), Of(_town.Waiting, 5)], 5);
        var shown = await Show(record, "");
        shown.Lines.Select(l => l.Change.Id.Number).ShouldBe([3, 5, 2, 1, 4]);
        shown.Lines[2].Clock!.Due!.Value.ShouldBeLessThan(shown.Lines[3].Clock!.Due!.Value);
    }

    [Theory]
    [InlineData("", 1, new[] { 0 })]
    [InlineData("?page=3", 3, new[] { 50 })]
    [InlineData("?page=99", 3, new[] { 2450, 50 })]
    [InlineData("?page=1000000", 3, new[] { 24999975, 50 })]
    public async Task Behind_the_last_page_stands_the_last_page(string query, long page, int[] skipped)
    {
        var record = new Record([], 60);
        var shown = await Show(record, query);
        (shown.Page, shown.Pages).ShouldBe((page, 3));
        record.Skipped.ShouldBe(skipped);
    }

    [Fact]
    public void The_words_of_the_order_are_those_of_what_is_looked_at()
    {
        QueueWords.Order(QueueTurn.Anybody).ShouldBe("first those that nobody can be asked for, then the reviewers' by when they are due, then the authors'");
        QueueWords.Order(QueueTurn.Reviewers).ShouldBe("the earliest due first");
        QueueWords.Order(QueueTurn.Nobody).ShouldBe("the oldest first");
    }

    [Fact]
    public void A_turn_of_nobody_that_took_seconds_is_not_worth_a_row()
    {
        ClockWords.IsWorthAWord(Span(Turn.Nobody, 20)).ShouldBeFalse();
        ClockWords.IsWorthAWord(Span(Turn.Nobody, 60)).ShouldBeTrue();
        ClockWords.IsWorthAWord(Span(Turn.Reviewers, 20)).ShouldBeTrue();
        ClockWords.IsWorthAWord(new TurnSpan(Turn.Nobody, Cast.Start, null)).ShouldBeTrue();
    }

    [Fact]
    public void What_is_used_is_said_in_hours_however_long_it_is()
    {
        var clock = Countersign.Core.Sla.SlaClock.Of(_town.AssignedNow.Change, _town.Policy, Cast.Start + Duration.FromDays(30))!;
        ClockWords.Used(clock).ShouldMatch("^[0-9]{2,} h( [0-9]+ min)? of [0-9]+ h used$");
    }

    private async Task<QueuePage.Of> Show(Record record, string query)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query);
        var sight = new Sight(_town.Policy.Roster.Find(Cast.Lee), _town.Policy, Cast.Later, "", false);
        return (QueuePage.Of)(await new Queues(record).Show(sight, http.Request, CancellationToken.None)).Model;
    }

    private static ChangeRequest Of(Cast.Story story, int number) => story.Change with { Id = new ChangeId(number) };

    private static TurnSpan Span(Turn turn, int seconds) => new(turn, Cast.Start, Cast.Start + Duration.FromSeconds(seconds));

    private static ImmutableArray<TurnSpan> Paused()
    {
        var (paused, again) = (Cast.Start + Duration.FromMinutes(10), Cast.Start + Duration.FromMinutes(70));
        return [new(Turn.Reviewers, Cast.Start, paused), new(Turn.Nobody, paused, again), new(Turn.Reviewers, again, null)];
    }

    /// <summary>A record that answers every question alike.</summary>
    private sealed class Record(ImmutableArray<ChangeRequest> requests, long matching) : IOverview
    {
        public List<int> Skipped { get; } = [];

        public string? Damage => null;

        public Task<QueueFound> Queue(QueueAsk ask, CancellationToken cancel = default)
        {
            Skipped.Add(ask.Skip);
            return Task.FromResult(new QueueFound(requests, matching));
        }

        public Task<QueueCounts> QueueCounts(PersonId reader, CancellationToken cancel = default) => Task.FromResult(new QueueCounts(matching, 0, 0, 0, 0));

        public Task<ImmutableArray<SealedEntry>> LedgerAfter(long after, int take, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<LedgerHead> Head(CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<ImmutableArray<AcceptedPolicy>> PoliciesAccepted(int take, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
