using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using Countersign.Storage.Requests;
using Dapper;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>The rows from which digests are made.</summary>
public sealed class RoundFactTests
{
    [Fact]
    public async Task An_upgrade_makes_the_same_rows_as_were_written_event_by_event()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        using var db = temporary.Outsider();
        var written = Rows(db);
        written.Count.ShouldBe(5);

        db.Execute("delete from round_fact");
        RoundFill.Run(db);

        Rows(db).ShouldBe(written);
    }

    [Fact]
    public async Task What_is_stored_of_a_round_is_what_its_request_says()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(Story.Tell);
        using var db = temporary.Outsider();
        var first = Rows(db)[0].ToFacts();

        first.Ending.ShouldBe(RoundEnding.Updated);
        first.Decided.ShouldBe(new Decision(Verdict.ChangesRequested, InMilliseconds(After(4))));
        first.Over.ShouldBe(InMilliseconds(After(5)));
        first.Responded.ShouldBe(InMilliseconds(After(3)));
        first.Turns.ShouldBe([
            new TurnSpan(Turn.Nobody, InMilliseconds(After(1)), InMilliseconds(After(2))),
            new TurnSpan(Turn.Reviewers, InMilliseconds(After(2)), InMilliseconds(After(4))),
            new TurnSpan(Turn.Author, InMilliseconds(After(4)), InMilliseconds(After(5))),
        ]);
        Rows(db)[2].ToFacts().Over.ShouldBeNull();
        Rows(db)[^1].ToFacts().Ending.ShouldBe(RoundEnding.Withdrawn);
    }

    [Fact]
    public async Task A_review_that_leaves_somebody_is_noted_with_its_time()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(work =>
        {
            var id = work.Submit(After(1));
            work.Assign(id, Kim, After(2));
            work.Decide(id, new Command.Decline(Of(Kim), 1, DeclineReason.Overloaded), After(3)).ShouldBeNull();
        });
        using var db = temporary.Outsider();

        Rows(db)[0].ToFacts().HandedOn.ShouldBe([InMilliseconds(After(3))]);
    }

    [Fact]
    public void Every_field_comes_back_as_it_was_stored()
    {
        var at = InMilliseconds(Monday);
        var facts = new RoundFacts(
            new ChangeId(7), 2, Ana.Id, Payments, Tier.Critical, "Copilot", new SlaPlan(Duration.FromHours(1), Duration.FromHours(4), SlaCalendar.AroundTheClock, []),
            at, [new TurnSpan(Turn.Author, at, at + Duration.FromHours(1)), new TurnSpan(Turn.Nobody, at + Duration.FromHours(1), at + Duration.FromHours(2))],
            at, at, new Decision(Verdict.Denied, at), RoundEnding.Denied, at + Duration.FromHours(2), [at, at], [at]);

        var back = RoundFactRow.Of(facts).ToFacts();

        back.Turns.ShouldBe(facts.Turns);
        back.Escalated.ShouldBe(facts.Escalated);
        back.HandedOn.ShouldBe(facts.HandedOn);
        (back.Sla! with { Ladder = [] }).ShouldBe(facts.Sla);
        RoundFactRow.Of(back).ShouldBe(RoundFactRow.Of(facts));
    }

    private static List<RoundFactRow> Rows(Microsoft.Data.Sqlite.SqliteConnection db) => db.Query<RoundFactRow>(RoundFactRow.Between, new { from = 0, until = 1_000 }).AsList();

    private static Instant InMilliseconds(Instant at) => Instant.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
