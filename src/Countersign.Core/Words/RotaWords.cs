using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>Who is on, as chat says it. Times stay typed, so that each reader sees them in their own zone.</summary>
public static class RotaWords
{
    private const int MostRotations = 10;
    private const int MostEach = 5;

    /// <summary>"payments-duty from Monday until Friday", with times.</summary>
    public static Sentence Time(RotationId rotation, Instant from, Instant until) => Sentence.Of($"{rotation.Value} from {from} until {until}");

    /// <param name="until">Null when nobody relieves them.</param>
    /// <param name="waiting">How many requests wait for somebody to be asked.</param>
    public static Sentence YouAreOn(RotationId rotation, Instant? until, long waiting) =>
        Sentence.Of($"You are on for {rotation.Value}{(until is { } at ? Sentence.Of($" until {at}") : Sentence.Empty)}. {Waits(waiting)}");

    /// <param name="now">Who is on instead.</param>
    public static Sentence YouAreOff(RotationId rotation, PersonId? now) => now is { } person
        ? Sentence.Of($"{person} is on for {rotation.Value} now, and you are off. Thank you.")
        : Sentence.Of($"You are off for {rotation.Value} now. Thank you.");

    public static Sentence NobodyIsOn(RotationId rotation) => Sentence.Of(
        $"Nobody is on for {rotation.Value}: none of its people is an active senior of its services. The policy file lists them under rotations; until then its reviews go to whoever is free.");

    /// <summary>To whoever is put on.</summary>
    public static Sentence PutOn(RotationId rotation, PersonId by, Instant from, Instant until) =>
        Sentence.Of($"{by} put you on for {Time(rotation, from, until)}.");

    /// <summary>To whoever is relieved.</summary>
    public static Sentence Relieved(RotationId rotation, PersonId by, PersonId instead, Instant from, Instant until) =>
        Sentence.Of($"{by} {(by == instead ? Sentence.Text("took") : Sentence.Of($"put {instead} on for"))} {Time(rotation, from, until)}, so you are off then.");

    /// <summary>To whoever would undo what was set, and doesn't lead the rotation.</summary>
    /// <param name="on">Whom it put on.</param>
    /// <param name="when">The time as they said it.</param>
    public static Sentence OnlyALeadUndoes(PersonId on, PersonId reader, string when) => on == reader
        ? Sentence.Of($"That is your turn now, and only a lead of the rotation's services, or an operator, can undo it, so nothing was changed. To give it on, ask somebody: {new Typed($"/signoff rota swap @somebody {when}")}.")
        : Sentence.Of($"That is {on}'s turn now, and only a lead of the rotation's services, or an operator, can undo it, so nothing was changed. {on} can give it to you: {new Typed($"/signoff rota swap @{reader} {when}")}.");

    /// <summary>To whoever an undone override had put on.</summary>
    public static Sentence TakenOff(RotationId rotation, PersonId by, Instant from, Instant until) =>
        Sentence.Of($"{by} undid what was set: you are not on for {Time(rotation, from, until)}.");

    /// <summary>To whoever is on again, since an override is undone.</summary>
    public static Sentence OnAgain(RotationId rotation, PersonId by, Instant from, Instant until) =>
        Sentence.Of($"{by} undid what was set: you are on for {Time(rotation, from, until)}.");

    /// <summary>What <c>rota</c> answers: for each rotation who is on, who comes next, what overrides it and what is offered.</summary>
    public static ImmutableArray<Sentence> Of(
        PolicyBook policy, IReadOnlyCollection<Rotation> rotations, IReadOnlyCollection<RotaOverride> overrides, IReadOnlyCollection<SwapOffer> offers, Instant now)
    {
        if (rotations.Count == 0)
            return [policy.Rotations is [var any, ..] ? NoneOfYours(any.Id) : NoRotations];
        var words = rotations.Take(MostRotations)
            .SelectMany(r => One(policy, new Rota(policy, r, overrides), [.. offers.Where(o => o.Rotation == r.Id)], now)).ToList();
        if (rotations.Count > MostRotations)
            words.Add(Sentence.Of(
                $"And {rotations.Count - MostRotations} more; by name each is shown, as in {new Typed($"/signoff rota {rotations.ElementAt(MostRotations).Id}")}."));
        return [.. words];
    }

    /// <summary>What <c>rota swaps</c> answers.</summary>
    public static ImmutableArray<Sentence> Of(IReadOnlyCollection<SwapOffer> offers) => offers.Count == 0
        ? [Sentence.Of($"No swap is offered that is not answered. {new Typed("/signoff rota swap @somebody friday")} offers one.")]
        : [.. offers.Take(2 * MostRotations).Select(SwapWords.Open), .. More(offers.Count - 2 * MostRotations, "offer")];

    public static Sentence NoRotations { get; } = Sentence.Text("There are no rotations: the policy file lists none. An operator can add them; docs/policy.md says how.");

    private static Sentence NoneOfYours(RotationId any) =>
        Sentence.Of($"No rotation is about you or your services. By name each is shown, as in {new Typed($"/signoff rota {any}")}.");

    private static IEnumerable<Sentence> One(PolicyBook policy, Rota rota, ImmutableArray<SwapOffer> offers, Instant now)
    {
        yield return Sentence.Of($"{IsOn(policy, rota, now)}{Next(rota.NextTurns(now, 2))}");
        foreach (var made in rota.Overrides.Where(o => o.Until > now).OrderBy(o => o.From).Take(MostEach))
            yield return Sentence.Of($"Cover: {made.Person} has {Time(made.Rotation, made.From, made.Until)}, set by {made.MadeBy}.");
        foreach (var more in More(rota.Overrides.Count(o => o.Until > now) - MostEach, "cover"))
            yield return more;
        foreach (var offer in offers.Take(MostEach))
            yield return SwapWords.Open(offer);
        foreach (var more in More(offers.Length - MostEach, "offer"))
            yield return more;
    }

    private static Sentence IsOn(PolicyBook policy, Rota rota, Instant now)
    {
        var on = rota.TurnAt(now);
        var name = rota.Rotation.Id.Value;
        var why = on.InsteadOf is { } absent ? Sentence.Of($" It would be {absent}'s turn, who {Rotations.WhyNot(policy, rota.Rotation, absent)}.") : Sentence.Empty;
        if (on.Person is not { } person)
            return rota.Rotation.TurnAt(now) is null ? Sentence.Of($"{name} has not begun.") : Sentence.Of($"{name}: nobody is on.{why}");
        return rota.NextTurns(now, 1) is [var next, ..]
            ? Sentence.Of($"{name}: {person} is on until {next.From}.{why}")
            : Sentence.Of($"{name}: {person} is on, and nobody relieves them.{why}");
    }

    private static Sentence Next(ImmutableArray<Stretch> next) => next.IsEmpty
        ? Sentence.Empty
        : Sentence.Text(" Then ") + Sentence.Join(", then ", next.Select(s => s.Person is { } person ? Sentence.Of($"{person} from {s.From}") : Sentence.Of($"nobody from {s.From}"))) + Sentence.Text(".");

    private static IEnumerable<Sentence> More(int count, string what) =>
        count > 0 ? [Sentence.Text($"And {count} more {what}{(count == 1 ? "" : "s")}.")] : [];

    private static string Waits(long count) => count switch
    {
        0 => "Nothing waits.",
        1 => "1 review waits.",
        _ => $"{count} reviews wait.",
    };
}
