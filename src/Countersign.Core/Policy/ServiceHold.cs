using System.Collections.Immutable;
using Countersign.Core.Words;

namespace Countersign.Core.Policy;

/// <summary>The part of <see cref="PolicyHold"/> about services and what their tiers ask.</summary>
internal sealed class ServiceHold(PolicyBook before, PolicyBook proposed, List<Weakening> held)
{
    // What one change of the organisation's rules does to a thousand services is said once.
    private readonly SortedDictionary<string, (PolicyLine At, List<string> Services)> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<(TierRules Was, TierRules Now), TierRules> _compared = [];

    public (ImmutableArray<TierRules> Rules, List<Service> Services) Take()
    {
        ImmutableArray<TierRules> rules = [.. proposed.Rules.Zip(before.Rules, (now, was) => Stricter(was, now, "the organisation"))];
        var services = proposed.Services.Values
            .OrderBy(s => s.Id.Value, StringComparer.Ordinal)
            .Select(s => before.Find(s.Id) is { } was ? Existing(was, s) : New(s, rules))
            .ToList();
        foreach (var (says, (at, names)) in _said)
            held.Add(new Weakening($"{Named(names)}: {says}", null, at));
        services.AddRange(Gone());
        return (rules, Bound(services));
    }

    private Service Existing(Service was, Service now)
    {
        var service = now;
        if (now.Tier.Value < was.Tier.Value)
        {
            held.Add(new Weakening($"{now.Name} is {now.Tier.Value.Word()}, was {was.Tier.Value.Word()}", null, now.Tier.At));
            service = service with { Tier = was.Tier };
        }

        return service with
        {
            Paths = PolicyHold.PathsOf(was.Paths, now.Paths, $"{now.Name}: ", held),
            Rules = [.. now.Rules.Zip(was.Rules, (n, w) => Stricter(w, n, now.Name))],
        };
    }

    // Gone, it could come back lower, or under another name; and links into its repositories would be free to pass as anything.
    private IEnumerable<Service> Gone()
    {
        foreach (var was in before.Services.Values.Where(s => proposed.Find(s.Id) is null).OrderBy(s => s.Id.Value, StringComparer.Ordinal))
        {
            held.Add(new Weakening($"{was.Name} ({was.Tier.Value.Word()}) is no service any more", null, PolicyLine.BuiltIn("services")));
            yield return was;
        }
    }

    // It begins with what the organisation asks, and that is what is in force of it.
    private static Service New(Service now, ImmutableArray<TierRules> rules) => now with
    {
        Rules = [.. now.Rules.Zip(rules, (own, all) => own.Or(all))],
    };

    private TierRules Stricter(TierRules was, TierRules now, string whose)
    {
        if (ReferenceEquals(was, now))
            return now;
        if (!_compared.TryGetValue((was, now), out var stricter))
            _compared[(was, now)] = stricter = now.Or(was);
        foreach (var (says, at) in Weaker(was, now))
        {
            if (!_said.TryGetValue(says, out var said))
                _said[says] = said = (at, []);
            said.Services.Add(whose);
        }

        return stricter;
    }

    private static IEnumerable<(string Says, PolicyLine At)> Weaker(TierRules was, TierRules now)
    {
        var tier = now.Tier.Word();
        if (now.Approvals.Value < was.Approvals.Value)
            yield return ($"{tier} asks {now.Approvals.Value} approvals, was {was.Approvals.Value}", now.Approvals.At);
        if (now.DestructiveApprovals.Value < was.DestructiveApprovals.Value)
            yield return ($"{tier} asks {now.DestructiveApprovals.Value} approvals of what can't be undone, was {was.DestructiveApprovals.Value}", now.DestructiveApprovals.At);
        if (now.AtLeast.Value < was.AtLeast.Value)
            yield return ($"{tier} asks {LevelWords.Qualified(now.AtLeast.Value)}, was {LevelWords.Qualified(was.AtLeast.Value)}", now.AtLeast.At);
        if (was.DifferentTeams.Value && !now.DifferentTeams.Value)
            yield return ($"{tier} no longer asks for different teams", now.DifferentTeams.At);
        if (now.SpotCheck.Value < was.SpotCheck.Value)
            yield return ($"{tier} spot-checks {now.SpotCheck.Value}%, was {was.SpotCheck.Value}%", now.SpotCheck.At);
        foreach (var gone in was.Evidence.Keys.Except(now.Evidence.Keys).Order())
            yield return ($"{tier} no longer asks for {gone.Words()}", PolicyLine.BuiltIn($"tiers.{tier}.evidence"));
    }

    // A repository says which service a change belongs to: letting go of it, or giving it to a lower tier, lowers what it asks.
    private List<Service> Bound(List<Service> services)
    {
        var byId = services.ToDictionary(s => s.Id);
        foreach (var (repository, owners) in Repositories(before.Services.Values))
        {
            var was = owners.Min(s => s.Tier.Value);
            var now = byId.Values.Where(s => Lists(s, repository)).ToList();
            var lower = now.Where(s => s.Tier.Value < was && !owners.Any(o => o.Id == s.Id)).ToList();
            if (now.Count > 0 && lower.Count == 0)
                continue;
            var left = owners.Where(o => !Lists(byId[o.Id], repository)).ToList();
            held.Add(new Weakening(
                lower.Count > 0 ? $"{repository} belongs to {lower[0].Name} ({lower[0].Tier.Value.Word()}), was {was.Word()}" : $"{repository} belongs to no service any more",
                null, lower.Count > 0 ? lower[0].Tier.At : PolicyLine.BuiltIn("repositories")));
            foreach (var service in lower)
                byId[service.Id] = service with { Repositories = [.. service.Repositories.Where(r => !Same(r, repository))] };
            foreach (var owner in left)
                byId[owner.Id] = byId[owner.Id] with { Repositories = byId[owner.Id].Repositories.Add(repository) };
        }

        return [.. byId.Values];
    }

    private static IEnumerable<(string Repository, List<Service> Owners)> Repositories(IEnumerable<Service> services) => services
        .SelectMany(s => s.Repositories.Select(r => (Repository: r, Service: s)))
        .GroupBy(x => x.Repository, x => x.Service, StringComparer.OrdinalIgnoreCase)
        .OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
        .Select(g => (g.Key, g.ToList()));

    private static bool Lists(Service service, string repository) => service.Repositories.Any(r => Same(r, repository));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Named(List<string> names) => names switch
    {
        ["the organisation", ..] => "the organisation",
        _ when names.Count <= 3 => string.Join(", ", names),
        _ => $"{names[0]}, {names[1]} and {names.Count - 2} more",
    };
}
