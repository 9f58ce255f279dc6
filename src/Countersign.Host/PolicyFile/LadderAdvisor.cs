using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Says which steps of an escalation would reach nobody, or say the same twice. None of it keeps the file out.</summary>
internal sealed class LadderAdvisor(PolicyBook book, Findings findings)
{
    private readonly HashSet<PolicyLine> _said = [];

    public void Advise()
    {
        // A team's ladder is the organisation's where it has none of its own: each step is spoken of once.
        foreach (var rules in book.Rules.Concat(book.Teams.Values.OrderBy(t => t.Id.Value, StringComparer.Ordinal).SelectMany(t => t.Rules)))
            Steps(rules.Escalation);
        foreach (var service in book.Services.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal))
            if (Lead(service) is { } says)
                findings.Advice($"services.{service.Id}", says);
        if (book.OperatorsChannels.IsEmpty && !book.Operators.Any(o => WhyDeaf(o) is null))
            findings.Advice("operators", "names nobody who is active and has a chat account, and no operators' channel is set, so the last step of every escalation reaches nobody: a request may wait unseen for ever");
    }

    private void Steps(ImmutableArray<EscalationStep> steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Person is { } person && WhyDeaf(person) is { } why && _said.Add(step.At))
                findings.Advice(step.At.Key, $"{person} {why}, so this step reaches nobody", step.At.Line);
            else if (steps.Take(i).Any(s => (s.Percent, s.To, s.Person) == (step.Percent, step.To, step.Person)) && _said.Add(step.At))
                findings.Advice(step.At.Key, $"{step.Percent}% to {step.Person?.Value ?? step.To.ToString().ToLowerInvariant()} stands here twice; the second step does nothing", step.At.Line);
        }
    }

    // The lead of whoever is asked comes before the service's; who will be asked nobody knows yet.
    private string? Lead(Service service)
    {
        var steps = service.Rules.Where(r => r.Tier >= service.Tier.Value && r.Approvals.Value > 0).SelectMany(r => r.Escalation).Where(s => s.To == EscalationTo.Lead).ToList();
        if (steps.Count == 0 || book.Covering(service.Id).Any(p => p.Lead is { } own && WhyDeaf(own) is null))
            return null;
        var lead = service.Lead ?? (service.Team is { } team ? book.Teams[team].Lead : null);
        if (lead is { } named)
            return WhyDeaf(named) is { } why ? $"its lead {named} {why}, and nobody else leads it, so the step to the lead reaches nobody" : null;
        // The built-in step passes it over silently; one that was written down was meant to reach somebody.
        return steps.Exists(s => s.At.Line > 0) ? "has no lead, and nobody leads its reviewers, so the step to the lead reaches nobody" : null;
    }

    private string? WhyDeaf(PersonId id) => book.Roster.Find(id) switch
    {
        { Active: true, Identities.IsEmpty: false } => null,
        { Active: true } => "has no slack or teams id of a platform that is set up",
        _ => "is not active",
    };
}
