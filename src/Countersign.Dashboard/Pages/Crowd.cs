using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Words;

namespace Countersign.Dashboard.Pages;

/// <summary>Who carries how much and who is on.</summary>
public sealed class Crowd(IStore store, Bench bench, Presences presences, Core.Desk.Digests digests)
{
    private const int TurnsShown = 3;
    private const int CoversShown = 5;

    internal async Task<Shown> Show(Sight sight, CancellationToken cancel)
    {
        var states = await store.People(sight.Now, cancel);
        var overrides = await store.Overrides(sight.Now, cancel);
        var rotas = sight.Book.Rotations.OrderBy(r => r.Id.Value, StringComparer.Ordinal).Select(r => new Rota(sight.Book, r, overrides)).ToList();
        var nameless = await digests.NamelessNow(sight.Now, cancel);
        var reviewers = sight.Book.Roster.Everybody.Where(p => p.Active && Reviewers.Reviews(sight.Book, p)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase);
        return new Shown(typeof(PeoplePage), new PeoplePage.Of(
            [.. reviewers.Select(p => Of(p, states.GetValueOrDefault(p.Id, PersonState.None), rotas, sight) with
            {
                ShowsLoad = p.Id == sight.Reader?.Id || !nameless.Contains(p.Id),
            })],
            [.. rotas.Select(r => Of(r, sight))]));
    }

    private PeoplePage.Reviewer Of(Person person, PersonState state, List<Rota> rotas, Sight sight)
    {
        var candidate = bench.Of(person, state, sight.Now);
        return new PeoplePage.Reviewer(
            candidate, Standing.Of(candidate, sight.Now),
            [.. rotas.Where(r => r.OnAt(sight.Now) == person.Id).Select(r => r.Rotation.Id.Value)],
            sight.MayReadWhyAway(person.Id) ? [.. presences.Of(person, sight.Now).Select(PresenceWords.Of).Where(s => !s.IsEmpty)] : []);
    }

    private static RotaTable.Of Of(Rota rota, Sight sight)
    {
        var on = rota.TurnAt(sight.Now);
        var next = rota.NextTurns(sight.Now, TurnsShown);
        var until = next is [var first, ..] ? Sentence.Of($" until {first.From}") : Sentence.Empty;
        return new RotaTable.Of(
            rota.Rotation.Id.Value,
            string.Join(", ", rota.Rotation.Services.Select(sight.Book.NameOf)),
            on.Person is { } person ? Sentence.Of($"{person}{until}") : Sentence.Text("Nobody"),
            [.. next.Select(s => s.Person is { } then ? Sentence.Of($"{then} from {s.From}") : Sentence.Of($"Nobody from {s.From}"))],
            [.. rota.Overrides.Where(o => o.Until > sight.Now).OrderBy(o => o.From).Take(CoversShown)
                .Select(o => Sentence.Of($"{o.Person} from {o.From} until {o.Until}, set by {o.MadeBy}"))]);
    }
}
