using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>What weakens the policy waits for two operators.</summary>
public sealed class ConfirmingScenarios
{
    private readonly Office _office = new(Person("ana", Level.Mid), Person("lee"), Person("kim", Level.Mid));

    private static readonly PolicyBook Promoted = Named('f', Person("ana", Level.Mid), Person("lee"), Person("kim"));

    [Fact]
    public async Task Two_operators_confirm_and_then_all_of_it_holds()
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);
        LevelOf("kim").ShouldBe(Level.Mid);
        _office.IsToldTo("ole", n => n is Notice.ForLead { Words: var w } && w.Plain(_office.Policy.Book).Contains("Kim becomes senior, was mid", StringComparison.Ordinal)).ShouldBeTrue();
        _office.Store.Sent.ShouldContain(o => o.Lane.Id == "C-operators");

        _office.Says(await Confirm("ole")).ShouldBe("Confirmed. One more operator has to confirm: Ona can, with /signoff policy confirm ffffffff.");
        LevelOf("kim").ShouldBe(Level.Mid);
        _office.Says(await Confirm("ole")).ShouldStartWith("You have confirmed this file already.");
        LevelOf("kim").ShouldBe(Level.Mid);
        _office.Says(await Confirm("ona")).ShouldStartWith("Confirmed. Ole and Ona agree");

        LevelOf("kim").ShouldBe(Level.Senior);
        _office.Store.Recorded.ShouldBe(["bytes of " + Promoted.Digest, "policy_confirmed", "policy_confirmed", "policy_cleared"]);
    }

    [Theory]
    [InlineData("lee", "ffffffff", "Only an operator")]
    [InlineData("ole", "eeeeeeee", "That is not the policy file that waits")]
    [InlineData("ole", "fff", "That is not the policy file that waits")]
    [InlineData("ole", "", "That is not the policy file that waits")]
    public async Task Who_may_not_and_what_does_not_wait_is_refused_and_on_record(string who, string file, string says)
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);

        _office.Says(await Confirm(who, file)).ShouldStartWith(says);

        _office.Store.Refusals.ShouldHaveSingleItem().ShouldStartWith("policy_confirm: ");
        LevelOf("kim").ShouldBe(Level.Mid);
    }

    [Fact]
    public async Task Whoever_gains_by_it_is_not_one_of_the_two()
    {
        var book = Named('f', Person("ana", Level.Mid), Person("lee"), Person("kim", Level.Mid));
        var gains = new PolicyBook(
            book.Digest, "", new Roster([.. book.Roster.Everybody.Select(p => p.Id.Value == "ole" ? p with { Primary = [Payments] } : p)]), book.Services, book.Operators, []);
        await _office.Reload.Accept(gains, [1], _office.Now);

        _office.Says(await Confirm("ole")).ShouldStartWith("This policy file gives you yourself more rights");
        _office.Says(await Confirm("ona")).ShouldContain("too few");

        _office.Policy.Book.Waiting.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_new_file_starts_anew_and_a_removed_operators_word_counts_no_longer()
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);
        await Confirm("ole");

        var next = Named('e', Person("ana", Level.Mid), Person("lee"), Person("kim"));
        await _office.Reload.Accept(
            new PolicyBook(next.Digest, "", next.Roster, next.Services, [new PersonId("ona"), new PersonId("olga")], []), [2], _office.Now);

        _office.Says(await Confirm("ole", "eeeeeeee")).ShouldStartWith("Only an operator");
        _office.Says(await Confirm("ona", "eeeeeeee")).ShouldStartWith("Confirmed. It needs two operators");
        LevelOf("kim").ShouldBe(Level.Mid);
    }

    [Fact]
    public async Task A_redelivered_confirmation_counts_once_and_gets_the_same_answer()
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);
        var receipt = _office.Delivery();

        var first = await _office.Confirming.Confirm(receipt, _office.Who("ole"), "ffffffff", _office.Now);
        var again = await _office.Confirming.Confirm(receipt, _office.Who("ole"), "ffffffff", _office.Now);

        again.ShouldBe(first);
        _office.Store.PolicyConfirmers().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_the_record_is_broken_nothing_is_confirmed()
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);
        _office.Store.RecordIsSound = false;

        (await Confirm("ole")).Accepted.ShouldBeFalse();
        (await Confirm("ona")).Accepted.ShouldBeFalse();

        LevelOf("kim").ShouldBe(Level.Mid);
    }

    [Fact]
    public async Task A_transaction_that_is_run_twice_confirms_once()
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);
        await Confirm("ole");
        _office.Store.RunsTwice = true;

        _office.Says(await Confirm("ona")).ShouldStartWith("Confirmed. Ole and Ona agree");

        LevelOf("kim").ShouldBe(Level.Senior);
        _office.Store.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_what_was_in_force()
    {
        await _office.Reload.Accept(Promoted, [1], _office.Now);
        await Confirm("ole");
        _office.Store.Fails = true;

        await Should.ThrowAsync<InvalidOperationException>(Confirm("ona"));

        LevelOf("kim").ShouldBe(Level.Mid);
    }

    private Level LevelOf(string name) => _office.Policy.Book.Roster.Find(new PersonId(name))!.Level;

    private Task<Answer> Confirm(string who, string file = "ffffffff") => _office.Confirming.Confirm(_office.Delivery(), _office.Who(who), file, _office.Now);

    private static PolicyBook Named(char digest, params Person[] people)
    {
        var book = Book(people);
        return new PolicyBook(new string(digest, 64), "", book.Roster, book.Services, book.Operators, book.OperatorsChannels);
    }
}
