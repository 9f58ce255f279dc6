using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Words;

namespace Countersign.Host.PolicyFile;

/// <summary>Says what a good file will make awkward. None of it keeps the file out.</summary>
internal sealed class Advisor(PolicyBook book, Findings findings)
{
    private const int MostNamed = 3;
    private const Destruction Everything = Destruction.Deletes | Destruction.Recreates | Destruction.Migrates | Destruction.Irreversible;

    public void Advise()
    {
        foreach (var service in book.Services.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal))
        {
            if (SignOff(service) is { } says)
                findings.Advice($"services.{service.Id}", says);
            if (service.Channels.IsEmpty)
                findings.Advice($"services.{service.Id}", "has no slack_channel or teams_channel of a platform that is set up, so its team sees no card");
        }

        foreach (var rotation in book.Rotations)
            if (Passed(rotation) is { } says)
                findings.Advice($"rotations.{rotation.Id}", says, rotation.At?.Line ?? 0);
        foreach (var team in book.Teams.Keys.Where(t => DigestTerms.IsTaken(t.Value)).OrderBy(t => t.Value, StringComparer.Ordinal))
            findings.Advice($"teams.{team}", $"after /signoff digest the word “{team}” means something else, so only its own people reach this team's digest there; another id would mend it");
        if (book.Operators.IsEmpty)
            findings.Advice("operators", "names nobody, so nobody is told how to mend trouble");
        if (book.Operators.Count(o => book.Roster.Find(o) is { Active: true }) < 2)
            findings.Advice("operators", "has fewer than two active people, so what weakens the policy can't be confirmed in chat; see docs/policy.md");
        if (book.OperatorsChannels.IsEmpty)
            findings.Advice("slack_operators_channel", "is not set, and teams_operators_channel neither, so messages that can't be delivered are told to the log alone");
        Unreachable();
    }

    // As for an author whom the roster does not list for the service, and who is below senior: most are.
    private string? SignOff(Service service)
    {
        var usual = Judge(service, Destruction.None);
        if (usual.Seats is [var only] && Able(only).ToList() is var able)
            switch (able.Count)
            {
                case 0:
                    return $"nobody on the roster can sign this off: no active {(only.AtLeast == Level.Principal ? "principal" : "senior")} lists it. Requests for it are refused";
                case 1:
                    return $"only {able[0].Id} can sign this off; their own changes, and any in their absence, have to wait";
            }

        if (!Reviewers.CanFill(book, usual.Seats, []))
            return $"{usual.Requirement.Tier.Word()} needs {RequirementWords.Needs(usual.Seats)}{Teams(usual)}, and the roster has too few. Requests for it are refused";
        var strictest = Judge(service, Everything);
        return Reviewers.CanFill(book, strictest.Seats, [])
            ? null
            : $"a change that can't be undone is {strictest.Requirement.Tier.Word()} and needs {RequirementWords.Needs(strictest.Seats)}{Teams(strictest)}, and the roster has too few. Such requests are refused";
    }

    // Who can't be on is passed over, and nobody would notice.
    private string? Passed(Rotation rotation)
    {
        var passed = rotation.People.Select(p => (Person: p, Why: Rotations.WhyNot(book, rotation, p))).Where(p => p.Why is not null).ToList();
        if (passed.Count == 0)
            return null;
        var named = string.Join(", ", passed.Take(MostNamed).Select(p => $"{p.Person} {p.Why}"));
        var more = passed.Count > MostNamed ? $", and so on: {passed.Count} people in all" : "";
        return passed.Count == rotation.People.Length
            ? $"{named}{more}. So nobody is on"
            : $"{named}{more}. Whoever is next on its list takes those turns";
    }

    private Judgement Judge(Service service, Destruction destruction) =>
        Requirements.Judge(book, new ChangeFacts(service, Level.Mid, [], destruction, null));

    private IEnumerable<Person> Able(Qualification seat) => book.Covering(seat.Service).Where(seat.IsMetBy);

    private static string Teams(Judgement judgement) => judgement.Seats.Any(s => s.DifferentTeams is not null) ? " from different teams" : "";

    private void Unreachable()
    {
        var without = book.Roster.Everybody.Where(p => p is { Active: true, AgentOf: null, Identities.IsEmpty: true }).ToList();
        if (without.Count == 0)
            return;
        var names = string.Join(", ", without.Take(MostNamed).Select(p => p.Id));
        var more = without.Count > MostNamed ? $" and {without.Count - MostNamed} more" : "";
        findings.Advice("people", $"{names}{more} {(without.Count == 1 ? "has" : "have")} no slack or teams id of a platform that is set up, and can neither ask nor be asked");
    }
}
