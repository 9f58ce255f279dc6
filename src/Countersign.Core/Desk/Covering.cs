using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The use cases by which leads and operators say who is on, at once; and by which what was set is undone.</summary>
public sealed class Covering(IStore store, PolicyInForce policy)
{
    /// <param name="words">What follows <c>rota cover</c>.</param>
    public Task<Answer> Cover(Typing typing, Actor by, string words, Instant now, CancellationToken cancel = default) =>
        RotaDesk.Once(store, policy, typing.Receipt, by, "rota_cover", now, desk => Cover(desk, RotaAsk.Read(words, typing.Mentioned, desk.Policy)), cancel);

    /// <param name="words">What follows <c>rota clear</c>.</param>
    public Task<Answer> Clear(Typing typing, Actor by, string words, Instant now, CancellationToken cancel = default) =>
        RotaDesk.Once(store, policy, typing.Receipt, by, "rota_clear", now, desk => Clear(desk, RotaAsk.Read(words, typing.Mentioned, desk.Policy)), cancel);

    private static Answer Cover(RotaDesk desk, RotaAsk ask)
    {
        if (desk.Policy.Rotations.IsEmpty)
            return new Answer(false, RotaWords.NoRotations);
        var led = Named(desk, ask).Where(r => Rotations.IsLedBy(desk.Policy, r, desk.Me)).ToList();
        if (led.Count == 0)
            return desk.Refuse("rota_cover", new Refusal.NotALead());
        var (whom, hint) = ask.Whom("cover");
        if (whom is null)
            return new Answer(false, hint!);
        // Of several that one leads, those are meant in which the person can be on.
        var able = led.Where(r => Rotations.CanBeOn(desk.Policy, r, whom.Id)).ToList();
        var (time, other) = Meant(desk, ask, able.Count > 0 ? able : led, "cover");
        if (time is null)
            return new Answer(false, other!);
        if (desk.WhyNot(time.Rotation, whom) is { } why)
            return new Answer(false, why);
        var relieved = time.Rota.Within(time.From, time.Until).Where(s => s.Person != whom.Id).ToList();
        if (relieved.Count == 0)
            return new Answer(false, Sentence.Of($"{whom.Id} is on then anyway: {RotaWords.Time(time.Rotation.Id, time.From, time.Until)}."));
        Set(desk, time, whom.Id, relieved);
        return Answer.Says(Sentence.Of(
            $"{whom.Id} is on for {RotaWords.Time(time.Rotation.Id, time.From, time.Until)}. I tell {(whom.Id == desk.Me ? Sentence.Text("whoever is relieved") : Sentence.Of($"{whom.Id} and whoever is relieved"))}. {new Typed($"/signoff rota clear {time.Rotation.Id} {ask.When}")} undoes it."));
    }

    private static void Set(RotaDesk desk, RotaTime time, PersonId whom, List<Stretch> relieved)
    {
        var before = time.Rota.OnAt(desk.Now);
        desk.PutOn(time, whom, desk.Me, "rota_covered", whom);
        HandingOver.Changed(desk, time.Rotation, before);
        desk.Tell(whom, RotaWords.PutOn(time.Rotation.Id, desk.Me, time.From, time.Until));
        foreach (var stretch in relieved)
            if (stretch.Person is { } person)
                desk.Tell(person, RotaWords.Relieved(time.Rotation.Id, desk.Me, whom, stretch.From, stretch.Until));
    }

    private static Answer Clear(RotaDesk desk, RotaAsk ask)
    {
        if (!ask.Named.IsEmpty)
            return new Answer(false, Sentence.Of($"Name the day alone; what is set for it is undone. For example {new Typed("/signoff rota clear friday")}."));
        var (touched, puzzled) = Touched(desk, ask);
        // Not whoever asked for a swap: what was taken is the other's turn now.
        var led = touched.Where(t => Rotations.IsLedBy(desk.Policy, t.Time.Rotation, desk.Me)).ToList();
        if (led.Count == 0 && touched is [var (_, set), ..])
            return desk.Refuse("rota_clear", new Refusal.NotALead()) with { Words = RotaWords.OnlyALeadUndoes(set.MaxBy(o => o.Id)!.Person, desk.Me, ask.When) };
        var (time, other) = RotaTime.Only([.. led.Select(l => l.Time)], "clear", () => puzzled ?? Sentence.Of($"Nothing is set for that time. {new Typed("/signoff rota")} shows what is."));
        return time is null ? new Answer(false, other!) : Undo(desk, time, led[0].Made);
    }

    // The overrides of that time, by rotation.
    private static (List<(RotaTime Time, ImmutableArray<RotaOverride> Made)> Touched, Sentence? Puzzled) Touched(RotaDesk desk, RotaAsk ask)
    {
        Sentence? puzzled = null;
        var touched = new List<(RotaTime Time, ImmutableArray<RotaOverride> Made)>();
        foreach (var rota in Named(desk, ask).Select(desk.RotaOf))
            switch (TurnWords.Parse(ask.When, rota, null, desk.Now))
            {
                case TurnWords.Understood t when rota.Overrides.Where(o => o.Touches(t.From, t.Until)).ToImmutableArray() is { IsEmpty: false } made:
                    touched.Add((new RotaTime(rota, t.From, t.Until), made));
                    break;
                case TurnWords.NotUnderstood { Hint: var hint }:
                    puzzled ??= hint;
                    break;
            }

        return (touched, puzzled);
    }

    private static Answer Undo(RotaDesk desk, RotaTime time, ImmutableArray<RotaOverride> made)
    {
        var before = time.Rota.Within(time.From, time.Until);
        foreach (var one in made)
        {
            var (from, until) = (Instant.Max(one.From, time.From), Instant.Min(one.Until, time.Until));
            desk.Work.Rota.Remove(one);
            // What it says of other times stays.
            if (one.From < from)
                desk.Work.Rota.Add(one with { Until = from });
            if (until < one.Until)
                desk.Work.Rota.Add(one with { From = until });
            desk.Record("rota_cleared", time.Rotation.Id, from, until, one.Person);
        }

        var after = desk.RotaOf(time.Rotation);
        HandingOver.Changed(desk, time.Rotation, time.Rota.OnAt(desk.Now));
        foreach (var (person, part) in Changes(before, after))
            desk.Tell(person, RotaWords.TakenOff(time.Rotation.Id, desk.Me, part.Start, part.End));
        foreach (var (person, part) in Changes(after.Within(time.From, time.Until), time.Rota))
            desk.Tell(person, RotaWords.OnAgain(time.Rotation.Id, desk.Me, part.Start, part.End));
        return Answer.Says(Sentence.Of($"Undone: {Sentence.Join("; ", after.Within(time.From, time.Until).Select(s => Part(time.Rotation.Id, s)))}."));
    }

    // The parts in which somebody was on whom the other rota has not.
    private static IEnumerable<(PersonId Person, Interval Part)> Changes(ImmutableArray<Stretch> stretches, Rota other) =>
        from stretch in stretches
        from part in other.Within(stretch.From, stretch.Until)
        where stretch.Person is not null && part.Person != stretch.Person
        select (stretch.Person!.Value, new Interval(part.From, part.Until));

    private static Sentence Part(RotationId rotation, Stretch s) => s.Person is { } person
        ? Sentence.Of($"{person} is on for {RotaWords.Time(rotation, s.From, s.Until)}")
        : Sentence.Of($"nobody is on for {RotaWords.Time(rotation, s.From, s.Until)}");

    private static ImmutableArray<Rotation> Named(RotaDesk desk, RotaAsk ask) => ask.Of is { } named ? [named] : desk.Policy.Rotations;

    private static (RotaTime? Time, Sentence? Hint) Meant(RotaDesk desk, RotaAsk ask, IReadOnlyList<Rotation> rotations, string verb)
    {
        var read = rotations.Select(desk.RotaOf).Select(r => (Rota: r, Words: TurnWords.Parse(ask.When, r, null, desk.Now))).ToList();
        return RotaTime.Only(
            [.. read.Where(r => r.Words is TurnWords.Understood).Select(r => (r.Rota, Time: (TurnWords.Understood)r.Words)).Select(r => new RotaTime(r.Rota, r.Time.From, r.Time.Until))],
            verb, () => ((TurnWords.NotUnderstood)read[0].Words).Hint);
    }
}
