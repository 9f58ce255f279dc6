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
            yield return ($"{tier} asks {Approvals(now.Approvals.Value)}, was {was.Approvals.Value}", now.Approvals.At);
        if (now.DestructiveApprovals.Value < was.DestructiveApprovals.Value)
            yield return ($"{tier} asks {Approvals(now.DestructiveApprovals.Value)} of what can't be undone, was {was.DestructiveApprovals.Value}", now.DestructiveApprovals.At);
        if (now.AtLeast.Value < was.AtLeast.Value)
            yield return ($"{tier} asks {LevelWords.Qualified(now.AtLeast.Value)}, was {LevelWords.Qualified(was.AtLeast.Value)}", now.AtLeast.At);
        if (was.DifferentTeams.Value && !now.DifferentTeams.Value)
            yield return ($"{tier} no longer asks for different teams", now.DifferentTeams.At);
        if (now.SpotCheck.Value < was.SpotCheck.Value)
            yield return ($"{tier} spot-checks {now.SpotCheck.Value}%, was {was.SpotCheck.Value}%", now.SpotCheck.At);
        foreach (var gone in was.Evidence.Keys.Except(now.Evidence.Keys).Order())
            yield return ($"{tier} no longer asks for {gone.Words()}", PolicyLine.BuiltIn($"tiers.{tier}.evidence"));
    }

    // A repository says which services a change can belong to: with another one, other people and rules decide. So those that are bound
    // stay as they are.
    private List<Service> Bound(List<Service> services)
    {
        var byId = services.ToDictionary(s => s.Id);
        var now = Repositories(services).ToDictionary(r => r.Repository, r => r.Owners, StringComparer.OrdinalIgnoreCase);
        foreach (var (repository, owners) in Repositories(before.Services.Values))
        {
            var lists = now.GetValueOrDefault(repository, []);
            var left = owners.Where(o => lists.All(s => s.Id != o.Id)).ToList();
            var others = lists.Where(s => owners.All(o => o.Id != s.Id)).ToList();
            if (left.Count == 0 && others.Count == 0)
                continue;
            held.Add(others.Count > 0
                ? new Weakening($"{repository} belongs to {others[0].Name} ({others[0].Tier.Value.Word()}), was {owners[0].Name} ({owners[0].Tier.Value.Word()})", null, others[0].Tier.At)
                : new Weakening($"{repository} no longer belongs to {left[0].Name} ({left[0].Tier.Value.Word()})", null, PolicyLine.BuiltIn("repositories")));
            foreach (var other in others)
                byId[other.Id] = byId[other.Id] with { Repositories = [.. byId[other.Id].Repositories.Where(r => !Same(r, repository))] };
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

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Approvals(int count) => count switch { 0 => "no approval", 1 => "1 approval", _ => $"{count} approvals" };

    private static string Named(List<string> names) => names switch
    {
        ["the organisation", ..] => "the organisation",
        _ when names.Count <= 3 => string.Join(", ", names),
        _ => $"{names[0]}, {names[1]} and {names.Count - 2} more",
    };
}
