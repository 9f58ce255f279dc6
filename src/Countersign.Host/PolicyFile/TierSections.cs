using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads what tiers ask: the organisation's over the built-in rules, a team's over the organisation's, which it may only tighten.</summary>
internal sealed class TierSections(ChatIds ids)
{
    /// <summary>Steps that tell a person: whether they are on the roster is known later.</summary>
    public List<(YamlMap Map, PersonId Person)> Named { get; } = [];

    public ImmutableArray<TierRules> Organisation(YamlMap? tiers) => Each(TierRules.BuiltIn, tiers, team: false);

    /// <returns>The organisation's own, when the team has none: thousands of services share them.</returns>
    public ImmutableArray<TierRules> Team(ImmutableArray<TierRules> organisation, YamlMap? tiers) => Each(organisation, tiers, team: true);

    // In ascending order, so that each takes over what the one below asks.
    private ImmutableArray<TierRules> Each(ImmutableArray<TierRules> basis, YamlMap? tiers, bool team)
    {
        if (tiers is null)
            return basis;
        var all = ImmutableArray.CreateBuilder<TierRules>(basis.Length);
        foreach (var rules in basis)
        {
            var own = tiers.Map(rules.Tier.Word()) is { } section ? Read(section, rules, team) : rules;
            all.Add(all.Count == 0 ? own : own.Above(all[^1]));
        }

        return all.MoveToImmutable();
    }

    private TierRules Read(YamlMap section, TierRules basis, bool team)
    {
        var tighten = team ? new Tightening(section) : null;
        var approvals = section.Number("approvals") is { } asked ? tighten?.Fewer("approvals", asked, basis.Approvals) ?? asked : basis.Approvals;
        return basis with
        {
            Approvals = approvals,
            DestructiveApprovals = Destructive(section, approvals, basis, tighten),
            AtLeast = LevelOf(section, basis, tighten),
            DifferentTeams = section.Flag("different_teams") is { } different
                ? tighten?.Off("different_teams", different, basis.DifferentTeams) ?? different : basis.DifferentTeams,
            AskAtOnce = section.Number("ask") ?? basis.AskAtOnce,
            SpotCheck = section.Number("spot_check_percent") is { } percent
                ? tighten?.Fewer("spot_check_percent", percent, basis.SpotCheck) ?? percent : basis.SpotCheck,
            Evidence = EvidenceOf(section, basis, team),
            Sla = section.Map("sla") is { } sla ? SlaSection.Read(sla, basis.Sla, team) : basis.Sla,
            Escalation = section.Has("escalation") ? Ladder.Read(section, Named) : basis.Escalation,
            Weights = WeightsOf(section.Map("routing"), basis.Weights),
            Channels = ChannelsOf(section, basis.Channels),
        };
    }

    private static Ruled<int> Destructive(YamlMap section, Ruled<int> approvals, TierRules basis, Tightening? tighten)
    {
        if (section.Number("destructive_approvals") is not { } asked)
            return basis.DestructiveApprovals.Value >= approvals.Value ? basis.DestructiveApprovals : approvals;
        if (asked.Value < approvals.Value)
            section.Error("destructive_approvals", $"{asked.Value} is fewer than approvals, which is {approvals.Value} ({Tightening.Where(approvals.At)})");
        return tighten?.Fewer("destructive_approvals", asked, basis.DestructiveApprovals) ?? asked;
    }

    private static Ruled<Level> LevelOf(YamlMap section, TierRules basis, Tightening? tighten)
    {
        if (section.Word("level") is not { } word)
            return basis.AtLeast;
        var level = new Ruled<Level>(
            word switch { "any" => Level.Junior, "senior" => Level.Senior, "principal" => Level.Principal, _ => Level.Mid }, section.At("level"));
        return tighten?.Lower("level", level, basis.AtLeast) ?? level;
    }

    private static ImmutableDictionary<EvidenceKind, PolicyLine> EvidenceOf(YamlMap section, TierRules basis, bool team)
    {
        if (!section.Has("evidence"))
            return basis.Evidence;
        var evidence = (team ? basis.Evidence : ImmutableDictionary<EvidenceKind, PolicyLine>.Empty).ToBuilder();
        foreach (var (word, at) in section.Texts("evidence"))
            evidence.TryAdd(Evidences.All.First(e => e.Key() == word), section.At("evidence") with { Line = at.Line });
        return evidence.ToImmutable();
    }

    private static RoutingWeights WeightsOf(YamlMap? routing, RoutingWeights basis) => routing is null ? basis : new RoutingWeights(
        routing.Weight("lateness") ?? basis.Lateness, routing.Weight("load") ?? basis.Load,
        routing.Weight("skill") ?? basis.Skill, routing.Weight("today") ?? basis.Today,
        routing.Weight("known") ?? basis.Known, routing.Weight("rotation") ?? basis.Duty);

    private ImmutableArray<ChatPlace> ChannelsOf(YamlMap section, ImmutableArray<ChatPlace> basis) =>
    [
        .. basis.Where(c => !section.Has(c.Platform == Platform.Slack ? "slack_channel" : "teams_channel")),
        .. ids.Channels(section, "channel"),
    ];
}
