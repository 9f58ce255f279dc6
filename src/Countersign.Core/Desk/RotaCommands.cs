using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What follows <c>rota</c>: who is on, swaps, covers. The same on every platform.</summary>
internal sealed class RotaCommands(IStore store, PolicyInForce policy)
{
    private readonly Swapping _swapping = new(store, policy);
    private readonly Covering _covering = new(store, policy);

    public async Task<Reply> Answer(Typing typing, Actor.Member by, string rest, Instant now, CancellationToken cancel)
    {
        var (word, tail) = Commands.FirstWord(rest);
        switch (word.ToLowerInvariant())
        {
            case "":
                return await Shown(Concerning(by.Person), now, cancel);
            case "swaps":
                return await Offers(by.Person, cancel);
            case "swap" when tail.Trim().Equals("cancel", StringComparison.OrdinalIgnoreCase):
                return Says(await _swapping.Withdraw(typing.Receipt, by, now, cancel));
            case "swap":
                return Says(await _swapping.Ask(typing, by, tail, now, cancel));
            case "cover":
                return Says(await _covering.Cover(typing, by, tail, now, cancel));
            case "clear":
                return Says(await _covering.Clear(typing, by, tail, now, cancel));
            case var name when policy.Book.Find(new RotationId(name)) is { } rotation:
                return await Shown([rotation], now, cancel);
            default:
                return new Reply.Says(Puzzled(word, by.Person.Id));
        }
    }

    private async Task<Reply> Shown(ImmutableArray<Rotation> rotations, Instant now, CancellationToken cancel) => new Reply.Why(
        RotaWords.Of(policy.Book, rotations, await store.Overrides(now, cancel), await store.OpenSwaps(cancel), now));

    private async Task<Reply> Offers(Person reader, CancellationToken cancel)
    {
        var rotations = Concerning(reader).Select(r => r.Id).ToHashSet();
        return new Reply.Why(RotaWords.Of([.. (await store.OpenSwaps(cancel)).Where(o => rotations.Contains(o.Rotation) || o.Asker == reader.Id || o.Asked == reader.Id)]));
    }

    // One's own first.
    private ImmutableArray<Rotation> Concerning(Person reader) =>
    [
        .. policy.Book.Rotations.Where(r => Rotations.Concerns(policy.Book, r, reader))
            .OrderBy(r => r.People.Contains(reader.Id) ? 0 : 1).ThenBy(r => r.Id.Value, StringComparer.Ordinal),
    ];

    private Sentence Puzzled(string word, PersonId reader)
    {
        var leads = policy.Book.Rotations.Any(r => Rotations.IsLedBy(policy.Book, r, reader))
            ? Sentence.Of($" {new Typed("/signoff rota cover @somebody friday")} puts somebody on at once, and {new Typed("/signoff rota clear friday")} undoes it.")
            : Sentence.Empty;
        return Sentence.Of(
            $"I don't know “rota {Graphemes.Clip(word, 40)}”. {new Typed("/signoff rota")} shows who is on, and {new Typed("/signoff rota swap @somebody friday")} asks somebody to take a day of yours.{leads}");
    }

    private static Reply.Says Says(Answer answer) => new(answer.Words);
}
