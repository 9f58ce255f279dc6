using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Who could be asked now, for whoever waits or wants to hand something on. Safe to share.</summary>
internal sealed class Colleagues(Bench bench)
{
    /// <summary>Everybody else who could be asked for what the reader covers or asked for: who is free now, then who comes when.</summary>
    /// <param name="states">Who is missing has none.</param>
    public ImmutableArray<Sentence> Of(
        PolicyBook policy, IReadOnlyDictionary<PersonId, PersonState> states, Person reader, IEnumerable<ChangeRequest> askedFor, Instant now)
    {
        var services = reader.Primary.Concat(reader.Secondary).Concat(askedFor.Select(c => c.Draft.Service)).Distinct();
        var people = services.SelectMany(s => policy.Covering(s).Where(p => Reviewers.Reviews(policy, p, s)))
            .Where(p => p.Id != reader.Id)
            .DistinctBy(p => p.Id);
        return FreeWords.Of([.. people.Select(p => bench.Of(p, states.GetValueOrDefault(p.Id, PersonState.None), now))], now);
    }
}
