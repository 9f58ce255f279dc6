using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Agents, and updates: who is the author, and what a second round asks.</summary>
public sealed class AuthorshipScenarios
{
    private static readonly Person Bot = Person("bot", Level.Junior) with { AgentOf = new PersonId("lee") };
    private static readonly Service Docs = Service("docs") with { Tier = Line(Tier.Low, 30), Rules = TierRules.BuiltIn, Repositories = [] };
    private static readonly Service Web = Service("web") with { Tier = Line(Tier.High, 31), Repositories = [] };
    private readonly Office _office = new();

    public AuthorshipScenarios() => _office.Policy.Book = Book(
        [Service() with { Repositories = [] }, Web, Docs], [Covering("ana", Level.Mid), Covering("lee"), Covering("kim"), Bot]);

    [Fact]
    public async Task What_an_agent_asks_for_is_its_runners_and_counts_as_a_juniors()
    {
        var id = await _office.Asks("bot");

        _office.The(id).Author.Value.ShouldBe("lee");
        _office.The(id).Draft.CoAuthors.Select(p => p.Value).ShouldBe(["bot"]);
        _office.AskedOn(id).ShouldBe("kim");
        foreach (var who in new[] { "lee", "bot" })
            (await _office.Deciding.Approve(_office.From(who, id, 1), _office.Now)).Accepted.ShouldBeFalse();
        (await _office.Deciding.Withdraw(_office.From("lee", id), _office.Now)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_names_an_agent_as_co_author_names_its_runner_too()
    {
        var result = await _office.Submitting.Submit(_office.Delivery(), _office.Who("ana"), Raw() with { CoAuthorIds = ["bot"] }, _office.Now);
        var id = result.ShouldBeOfType<FormResult.Taken>().Answer.Change!.Value;
        await _office.Swept();

        _office.The(id).Draft.CoAuthors.Select(p => p.Value).ShouldBe(["bot", "lee"]);
        _office.AskedOn(id).ShouldBe("kim");
    }

    [Fact]
    public async Task An_update_for_a_lower_service_stays_in_the_tier_of_the_round_before()
    {
        var id = await _office.Asks("ana");
        (await _office.Deciding.RequestChanges(_office.From(_office.AskedOn(id)!, id, 1), "Cover a price of zero.", _office.Now)).Accepted.ShouldBeTrue();

        var raw = Raw() with { Service = "docs", Tests = "All pass.", EdgeCases = "Null, empty, two at once.", Rollback = "Revert.", ScannerTool = "CodeQL", ScannerFindings = "none" };
        var answer = (await _office.Submitting.Update(_office.From("ana", id, 1), raw, _office.Now)).ShouldBeOfType<FormResult.Taken>().Answer;

        answer.Accepted.ShouldBeTrue();
        _office.Says(answer).ShouldContain("the round before was critical");
        _office.The(id).Tier.ShouldBe(Tier.Critical);
        _office.The(id).IsSettled.ShouldBeFalse();
        _office.The(id).Round.Seats.ShouldHaveSingleItem().Needs.AtLeast.ShouldBe(Level.Senior);
    }

    [Fact]
    public async Task What_asks_nobody_is_recorded_at_once_and_nobody_can_decide_it()
    {
        var result = await _office.Submitting.Submit(_office.Delivery(), _office.Who("ana"), Raw() with { Service = "docs", Tests = "All pass." }, _office.Now);
        var answer = result.ShouldBeOfType<FormResult.Taken>().Answer;
        var id = answer.Change!.Value;

        _office.Says(answer).ShouldBe(
            "CR-1 is on record. Low: Docs is low (policy.yaml line 30). Nobody has to sign off: low asks nobody (built in). It is not an approval.");
        _office.The(id).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Recorded);
        (await _office.Swept()).ShouldBe(0);
        _office.Says(await _office.Deciding.Approve(_office.From("kim", id, 1), _office.Now)).ShouldStartWith("Already recorded");
        (await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now)).ShouldBeOfType<FormResult.Taken>().Answer.Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Taking_an_answer_back_in_an_update_keeps_both_approvals()
    {
        _office.Policy.Book = Book(
            [Service() with { Repositories = [], Rules = [.. Rules.Select(r => r with { DestructiveApprovals = Line(2, 11) })] }], [Covering("ana", Level.Mid), Covering("lee"), Covering("kim")]);
        var result = await _office.Submitting.Submit(_office.Delivery(), _office.Who("ana"), Raw() with { Destruction = ["Recreates"], Rollback = "Restore it." }, _office.Now);
        var id = result.ShouldBeOfType<FormResult.Taken>().Answer.Change!.Value;
        await _office.Swept();
        (await _office.Deciding.RequestChanges(_office.From(_office.The(id).AskedNow.First().Person.Value, id, 1), "Smaller, please.", _office.Now)).Accepted.ShouldBeTrue();

        (await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now)).ShouldBeOfType<FormResult.Taken>().Answer.Accepted.ShouldBeTrue();

        _office.The(id).Round.Seats.Length.ShouldBe(2);
        _office.The(id).Round.Asks!.Reasons.ShouldContain(r => r.Says == "the round before asked two people, each a senior or above");
    }

    [Fact]
    public async Task A_policy_that_comes_while_a_form_is_sent_is_the_one_that_judges_it()
    {
        var stricter = Book(
            [Service() with { Repositories = [], Rules = [.. Rules.Select(r => r with { Evidence = System.Collections.Immutable.ImmutableDictionary<EvidenceKind, PolicyLine>.Empty.Add(EvidenceKind.Tests, Line(0, 40).At) })] }, Web, Docs],
            [Covering("ana", Level.Mid), Covering("lee"), Covering("kim")]);
        var id = await _office.Asks("ana");
        (await _office.Deciding.RequestChanges(_office.From(_office.AskedOn(id)!, id, 1), "Cover a price of zero.", _office.Now)).Accepted.ShouldBeTrue();
        _office.Store.BeforeWrite = () => _office.Policy.Book = stricter;

        var answer = (await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now)).ShouldBeOfType<FormResult.Taken>().Answer;

        _office.Says(answer).ShouldStartWith("The policy file changed while you sent this");
        _office.Policy.Book = Book([Service() with { Repositories = [] }, Web, Docs], [Covering("ana", Level.Mid), Covering("lee"), Covering("kim")]);
        _office.Store.BeforeWrite = () => _office.Policy.Book = stricter;
        (await _office.Submitting.Submit(_office.Delivery(), _office.Who("ana"), Raw(), _office.Now)).ShouldBeOfType<FormResult.Invalid>()
            .Errors.ShouldHaveSingleItem().Message.ShouldContain("policy.yaml line 40");
    }

    private static Person Covering(string id, Level level = Level.Senior) => Person(id, level) with { Primary = [Payments, Web.Id, Docs.Id] };
}
