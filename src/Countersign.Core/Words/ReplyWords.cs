using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>The words of answers to commands that ask.</summary>
public static class ReplyWords
{
    private const int UnknownShown = 40;

    // A decision needs the card in view: what is decided stands on it, and its round.
    private static readonly HashSet<string> Deciding = new(StringComparer.OrdinalIgnoreCase)
    {
        "approve", "accept", "ok", "lgtm", "deny", "reject", "decline", "claim", "changes",
    };

    public static Sentence NothingWaits { get; } = Sentence.Text("Nothing waits for you. Enjoy the quiet.");

    public static Sentence NothingWaitsShort { get; } = Sentence.Text("Nothing waits for you.");

    public static Sentence NothingAsked { get; } = Sentence.Of($"You have not asked for a sign-off yet. {new Typed("/signoff")} opens the form.");

    public static Sentence ForStranger { get; } =
        Sentence.Text("I don't know you yet: your account is not on the roster in the policy file. Ask an operator to add you.");

    public static Sentence ForInactive { get; } =
        Sentence.Text("The roster marks you as not active, so I don't ask you and take nothing from you. If that is wrong, ask an operator.");

    /// <summary>For a press whose card can't be read.</summary>
    public static Sentence Unreadable { get; } = Sentence.Of(
        $"I can't read this button: its card is too old or broken. Nothing was changed; {new Typed("/signoff list")} shows what waits for you.");

    /// <summary>The first of the reader's queue, why it is the first, and how many wait after it.</summary>
    /// <param name="clock">The first one's.</param>
    public static Sentence Next(Listed queue, Instant now, SlaClock? clock = null)
    {
        var first = queue.Shown[0];
        return Sentence.Of(
            $"Next: {first.Id} “{Graphemes.Clip(first.Draft.Title, 80)}” by {first.Author}{Due(first, clock, now)}.{WhyFirst(queue.Shown, now)} {More(queue.Total - 1)}");
    }

    /// <summary>Who was asked and why, or why nobody was; the sentence first, then those who were passed over.</summary>
    public static ImmutableArray<Sentence> Why(ChangeRequest change, PolicyBook policy)
    {
        if (change.Report is not { } report)
            return RequirementWords.Of(change) is { } rule ? [Unrouted(change, policy), Sentence.Text(rule)] : [Unrouted(change, policy)];
        var words = new List<Sentence> { Sentence.Of($"{change.Id}: {RoutingWords.Of(report, change)}{RequestFace.ServiceGone(change, policy)}") };
        if (RequirementWords.Of(change) is { } asks)
            words.Add(Sentence.Text(asks));
        if (!report.Candidates.IsEmpty)
        {
            words.Add(Sentence.Text("In order:"));
            words.AddRange(report.Candidates.Select((c, i) => Candidate(c, i + 1)));
        }

        // Each person once: the sentence has named some.
        words.AddRange(report.PassedOver.Except(RoutingWords.Named(report)).Select(RoutingWords.Of).Select(w => Sentence.Of($"Not asked: {w}.")));
        return [.. words];
    }

    /// <summary>Says what of the command was not taken, so that nobody believes it was.</summary>
    public static Sentence LeftOut(ChangeId taken, string rest) =>
        Sentence.Of($"That is about {taken} only: I left out “{Graphemes.Clip(rest, 60)}”.");

    public static Sentence TakesNothing(Verb verb) =>
        Sentence.Of($"“{Verbs.TextOf(verb).Example}” takes nothing after it, so I did nothing. Type {new Typed($"/signoff {Verbs.TextOf(verb).Example}")} alone.");

    public static Sentence Puzzled(Utterance.Unknown unknown)
    {
        var word = Graphemes.Clip(unknown.Word, UnknownShown);
        if (Deciding.Contains(unknown.Word))
            return Sentence.Of($"One decides with the buttons on the request's card: it is in your messages with me, if you are asked. {new Typed("/signoff list")} shows what waits for you.");
        return unknown.Nearest is { } nearest
            ? Sentence.Of($"I don't know “{word}”. Did you mean {new Typed($"/signoff {Verbs.TextOf(nearest).Example}")}? {new Typed("/signoff help")} lists everything.")
            : Sentence.Of($"I don't know “{word}”. {new Typed("/signoff help")} lists what I do; {new Typed("/signoff")} alone opens the form.");
    }

    public static Sentence Which(Verb verb) => Sentence.Of(
        $"Which request? For example {new Typed($"/signoff {Verbs.TextOf(verb).Example}")}. {Where(verb)}");

    // Where the number is to be found: authors ask for some of it, reviewers for some, and anybody for the rest.
    private static Sentence Where(Verb verb) => verb switch
    {
        Verb.Update or Verb.Withdraw => Sentence.Of($"{new Typed("/signoff mine")} lists yours."),
        Verb.Snooze => Sentence.Of($"{new Typed("/signoff list")} shows what waits for you."),
        _ => Sentence.Of($"{new Typed("/signoff mine")} lists yours, {new Typed("/signoff list")} what waits for you."),
    };

    public static Sentence NotAnAddress { get; } = Sentence.Of(
        $"That is not a web address I can read. Paste the full link, as in {new Typed("/signoff https://github.com/acme/payments/pull/12")}, or just {new Typed("/signoff")}.");

    public static Sentence AddressWithPassword { get; } = Sentence.Text(
        "That is not a web address I can read: it holds a user name or password. Paste the link without it.");

    public static Sentence NotOnTheRoster(string name) => Sentence.Of(
        $"{Graphemes.Clip(name, UnknownShown)} is not on the roster, so I can't ask them. Name somebody else, or ask an operator to add them.");

    /// <summary>What the reader is to us, for the end of <c>help</c>.</summary>
    public static Sentence WhoYouAre(Actor by) => by is Actor.Member { Person: var person }
        ? Sentence.Of($"You are on the roster as {person.Id}, {person.Level.ToString().ToLowerInvariant()}.")
        : Sentence.Text("You are not on the roster yet; ask an operator to add you.");

    private static Sentence Unrouted(ChangeRequest change, PolicyBook policy) => change switch
    {
        { IsSettled: true } => Sentence.Of($"{change.Id} is over: {RequestFace.Detail(change)}"),
        _ when change.AskedNow.FirstOrDefault() is { Handover.Why: StandDown.Taken } taker => Sentence.Of(
            $"{change.Id} is with {taker.Person}, who was free sooner and took it from {taker.Handover.From}."),
        _ when change.AskedNow.FirstOrDefault() is { ByLead: null } asked => Sentence.Of(
            $"{change.Id} is with {asked.Person}. {new Typed($"/signoff status {change.Id}")} shows how it came to them."),
        _ when change.AskedNow.FirstOrDefault() is { } asked => Sentence.Of(
            $"{change.Id} is with {asked.Person} because a lead gave it to them; {new Typed($"/signoff status {change.Id}")} shows who and why."),
        { Status: Status.ChangesRequested } => Sentence.Of($"{change.Id}: {RequestFace.Detail(change)}"),
        _ => Sentence.Of($"{change.Id} has not been routed yet. Try again in a moment.{RequestFace.ServiceGone(change, policy)}"),
    };

    private static Sentence Due(ChangeRequest change, SlaClock? clock, Instant now) => (clock?.Due ?? change.Due) switch
    {
        null => Sentence.Empty,
        { } due when clock is { IsBreached: true } => Sentence.Of($", {ClockWords.OverdueBy(clock)}: it was due {due}"),
        { } due when clock is not null => Sentence.Of($", {ClockWords.DueIn(clock)}, {due}"),
        { } due when due < now => Sentence.Of($", was due {due}"),
        { } due => Sentence.Of($", due {due}"),
    };

    // Alone in its queue it needs no reason. What is overdue has stepped back, so something due earlier may come after it.
    private static Sentence WhyFirst(ImmutableArray<ChangeRequest> queue, Instant now)
    {
        if (queue is not [{ Due: { } due }, _, ..])
            return Sentence.Empty;
        var late = queue.Skip(1).Count(c => c.Due < now);
        return due < now
            ? Sentence.Text(late == queue.Length - 1
                ? " All of it is overdue; this one comes first."
                : " It is overdue, and what can still be in time is due much later.")
            : Sentence.Text(late switch
            {
                0 => " It is due first: nothing else is due before it.",
                1 => " It can still be in time; the one that is overdue comes after it.",
                _ => $" It can still be in time; the {late} that are overdue come after it.",
            });
    }

    // The terms that are nought are not said: most are, most of the time.
    private static Sentence Candidate(Ranked r, int place) => r is { Expected: { } expected, Score: { } score }
        ? Sentence.Of($"{place}. {r.Person}: verdict expected {expected}, {r.Open} open. Score {Points(score.Sum)}: {string.Join(", ", Terms(score))}.")
        : Sentence.Of($"{place}. {r.Person}: {r.Open} open{(r.KnowsIt ? ", knows it" : "")}.");

    private static IEnumerable<string> Terms(Score score)
    {
        (string Name, long Value)[] terms =
        [
            ("load", score.Load), ("second skill", score.Skill), ("asked today", score.Today),
            ("knows it", score.Known), ("tried before", score.Tried), ("on rotation", score.Duty),
        ];
        return terms.Where(t => t.Value != 0).Select(t => $"{t.Name} {(t.Value > 0 ? "+" : "")}{Points(t.Value)}").Prepend($"time {Points(score.Time)}");
    }

    private static string Points(long millionths) => (millionths / 1_000_000d).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static string More(long count) => count switch
    {
        <= 0 => "Nothing else waits.",
        1 => "One more waits after it.",
        _ => $"{count} more wait after it.",
    };
}
