using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Storage;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>Which policy files make what is in force, who confirmed, and votes that a new policy voids.</summary>
public sealed class PolicyRecordTests
{
    [Fact]
    public async Task What_is_in_force_is_the_last_whole_file_and_those_accepted_since()
    {
        await using var temporary = new TemporaryStore();
        (await temporary.Store.AcceptedPolicies()).ShouldBeEmpty();

        await Accept(temporary, 1, held: 0);
        await Accept(temporary, 2, held: 3);
        await Accept(temporary, 3, held: 1);
        await Accept(temporary, 2, held: 2);

        (await InForce(temporary)).ShouldBe([1, 2, 3, 2]);
        await Accept(temporary, 4, held: 0);
        (await InForce(temporary)).ShouldBe([4]);
        await Accept(temporary, 5, held: 1);
        await temporary.Write(w => w.ClearPolicy(Story.Digest([5]), "roster", After(9)));
        (await InForce(temporary)).ShouldBe([5]);
        (await temporary.Store.Figures()).LedgerEntries.ShouldBe(7);
    }

    [Fact]
    public async Task Confirmations_count_once_a_person_and_only_since_the_newest_file()
    {
        await using var temporary = new TemporaryStore();
        await Accept(temporary, 1, held: 0);
        await temporary.Write(w => w.ConfirmPolicy(Context(Of(Ana), After(1))));
        await Accept(temporary, 2, held: 1);
        (await temporary.Store.PolicyConfirmers()).ShouldBeEmpty();

        await temporary.Write(w => w.ConfirmPolicy(Context(Of(Kim), After(2))));
        await temporary.Write(w => w.ConfirmPolicy(Context(Of(Ana), After(3))));
        await temporary.Write(w => w.ConfirmPolicy(Context(Of(Kim), After(4))));

        (await temporary.Store.PolicyConfirmers()).ShouldBe([Kim.Id, Ana.Id]);
        var inside = Array.Empty<PersonId>();
        await temporary.Write(w => inside = [.. w.PolicyConfirmers()]);
        inside.ShouldBe([Kim.Id, Ana.Id]);
        await Accept(temporary, 3, held: 1);
        (await temporary.Store.PolicyConfirmers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_void_vote_leaves_its_seat_to_another_one_and_the_record_sound()
    {
        await using var temporary = new TemporaryStore();
        ChangeId id = default;
        await temporary.Write(w => id = w.Submit(Monday, new(Payments, Level.Senior), new(Payments, Level.Senior)));
        await temporary.Write(w => w.Assign(id, Kim, After(1)));
        await temporary.Write(w => w.Assign(id, Lee2, After(1)));
        await temporary.Write(w => w.Decide(id, new Command.Approve(Of(Kim), 1, VoteStanding.Sound), After(2)));
        (await temporary.Store.OpenRequests((person, _) => person == Kim.Id)).ShouldBe([id]);

        await temporary.Write(w => w.Decide(id, new Command.VoidVote(Actor.Bot.Instance, 1), After(3)));

        (await temporary.Store.Find(id))!.Round.Seat(1).Vote.ShouldBeNull();
        (await temporary.Store.OpenRequests((person, _) => person == Kim.Id)).ShouldBeEmpty();
        await temporary.Write(w => w.Assign(id, Kim, After(4)));
        await temporary.Write(w => w.Decide(id, new Command.Approve(Of(Kim), 1, VoteStanding.Sound), After(5)));
        await temporary.Write(w => w.Decide(id, new Command.Approve(Of(Lee2), 1, new VoteStanding([1], null)), After(6)));
        (await temporary.Store.Find(id))!.IsSettled.ShouldBeFalse();
        using var record = SqliteRecord.OpenReadOnly(temporary.Path);
        record.Audit().Findings.ShouldBeEmpty();
    }

    // Lee is the draft's co-author.
    private static readonly Person Lee2 = Lee with { Id = new PersonId("lea") };

    private static Task Accept(TemporaryStore temporary, byte file, int held) =>
        temporary.Write(w => w.AcceptPolicy(Story.Digest([file]), "roster", [file], held, After(file)));

    private static async Task<IEnumerable<int>> InForce(TemporaryStore temporary) =>
        (await temporary.Store.AcceptedPolicies()).Select(b => (int)b.Single());
}
