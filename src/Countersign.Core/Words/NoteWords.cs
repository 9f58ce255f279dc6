using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;

namespace Countersign.Core.Words;

/// <summary>A short message: what a direct message to an author or a lead says, before a platform draws it.</summary>
/// <param name="Reason">Somebody's own words, shown under a heading; null when there are none.</param>
/// <param name="IsNamed">The words say the change's title already.</param>
public sealed record NoteWords(Mark Mark, Sentence Said, string? Reason, bool IsNamed)
{
    /// <summary>To the author, at every step.</summary>
    public static NoteWords ToAuthor(ChangeRequest change, ChangeEvent about, PolicyBook policy)
    {
        var (mark, words) = Of(change, about);
        if (about is ChangeEvent.Waited)
            words += RequestFace.ServiceGone(change, policy);
        return new NoteWords(mark, words, ReasonOf(about), IsNamed: false);
    }

    /// <summary>To a lead, when nobody can be asked.</summary>
    public static NoteWords NobodyToAsk(ChangeRequest change, PolicyBook policy) => new(
        Mark.Waiting,
        Sentence.Of($"{change.Id} “{change.Draft.Title}” by {change.Author} is stuck. {RequestFace.Detail(change)}{RequestFace.ServiceGone(change, policy)} You can give it to somebody yourself: {new Typed($"/signoff reassign {change.Id}")}."),
        null,
        IsNamed: true);

    /// <summary>To whoever is asked and gave no sign.</summary>
    public static NoteWords Reminder(ChangeRequest change, PersonId person) => new(
        Mark.Waiting,
        Sentence.Of($"{change.Id} “{change.Draft.Title}” by {change.Author} waits for you{DueFor(change, person)}. When you begin, press “{CardWords.Claim}”; if it can't be you, choose “Not me” under More (⋯) on its card.{IfNoSign(change, person)}"),
        null,
        IsNamed: true);

    /// <summary>To one person whom the ladder names, or to a channel: it waits too long, why, and what they can do.</summary>
    /// <param name="person">Null for a channel.</param>
    public static NoteWords Ping(ChangeRequest change, PersonId? person, PolicyBook policy)
    {
        var asked = change.AskedNow.Select(a => a.Person).Distinct().ToList();
        var isAsked = person is { } one && asked.Contains(one);
        var stands = asked.Count == 0 ? RequestFace.Detail(change)
            : isAsked ? Sentence.Text("You are asked for it.")
            : Sentence.Of($"{Sentence.Join(" and ", asked.Select(p => Sentence.Of($"{p}")))} {(asked.Count == 1 ? "is asked and has" : "are asked and have")} not decided yet.");
        var time = change.Round.BreachedAt is not null ? Sentence.Text("is overdue") : Sentence.Text("waits");
        var due = change.Due is { } at ? change.Round.BreachedAt is null ? Sentence.Of($", due {at}") : Sentence.Of($": it was due {at}") : Sentence.Empty;
        var give = new Typed($"/signoff reassign {change.Id} @somebody");
        var other = asked.Count == 0 ? "" : " else";
        var gives = Sentence.Of($" {give} gives it to somebody{other}.");
        // In a channel there is nothing to press, and not everybody who reads it may move a review.
        var todo = person is null ? Sentence.Of($" A lead or an operator can give it to somebody{other}: {give}.")
            : isAsked ? Sentence.Of($" When you begin, press “{CardWords.Claim}”; if it can't be you, choose “Not me” under More (⋯) on its card.")
            : Sentence.Of($" Press “{CardWords.Claim}” if you look after it, and nobody else is told meanwhile.{gives}");
        return new NoteWords(
            change.Round.BreachedAt is null ? Mark.Waiting : Mark.Overdue,
            Sentence.Of($"{change.Id} “{change.Draft.Title}” by {change.Author} for {RequestFace.ServiceLine(change, policy)} {time}{due}. {stands}{todo}"),
            null,
            IsNamed: true);
    }

    /// <summary>The whole of it in words, for notifications and screen readers.</summary>
    public Sentence Spoken(ChangeRequest change)
    {
        var spoken = IsNamed ? Said : Said + Sentence.Of($" {change.Id} is “{change.Draft.Title}”.");
        spoken += Sentence.Text($" Change: {Graphemes.Clip(change.Draft.Link.ShortName, 200)}.");
        return Reason is null ? spoken : spoken + Sentence.Text($" Reason: {Graphemes.Clip(Reason, 1_000)}");
    }

    private static (Mark Mark, Sentence Words) Of(ChangeRequest c, ChangeEvent about) => about switch
    {
        ChangeEvent.Waited e => (Mark.Waiting, Sentence.Of($"{c.Id} waits. {e.Report.Sentence}{Rule(c)}")),
        ChangeEvent.Assigned { By: { } lead } e when lead == e.Person => (Mark.Assigned, Sentence.Of($"{lead} took {c.Id} over{Due(e)}.")),
        ChangeEvent.Assigned { By: { } lead } e => (Mark.Assigned, Sentence.Of($"{lead} gave {c.Id} to {e.Person}{Due(e)}.")),
        ChangeEvent.Assigned { Handover: { } handover } e => (Mark.Assigned, Sentence.Of($"{HandedOver(c, handover, e)}{Why(e)}")),
        ChangeEvent.Assigned e => (Mark.Assigned, Sentence.Of($"{c.Id} is with {e.Person}{(e.Report?.Due is null ? Due(e) : Sentence.Empty)}.{Why(e)}{Rule(c)}")),
        ChangeEvent.Recorded e => (Mark.Recorded, Sentence.Of($"{c.Id} is on record, {e.At}. {RequirementWords.Of(c)} It is not an approval.")),
        ChangeEvent.VoteVoided e => (Mark.News, Sentence.Of(
            $"{e.By}'s approval of {c.Id} does not count any more: the policy file changed and {e.By} may not give it now. I ask somebody else.")),
        ChangeEvent.RoundSettled { Verdict: Verdict.Approved } e when RequirementWords.Brief(c) is { } rule =>
            (Mark.Approved, Sentence.Of($"{Approvers(c)} approved {c.Id}, {e.At}. {rule}.")),
        ChangeEvent.RoundSettled { Verdict: Verdict.Approved } e => (Mark.Approved, Sentence.Of($"{e.By} approved {c.Id}, {e.At}.")),
        ChangeEvent.RoundSettled { Verdict: Verdict.Denied } e => (Mark.Denied,
            Sentence.Of($"{e.By} denied {c.Id}, {e.At}. Once it is put right, ask again with {new Typed("/signoff")}.")),
        ChangeEvent.RoundSettled e => (Mark.ChangesRequested,
            Sentence.Of($"{e.By} asked for changes to {c.Id}, {e.At}. Answer with {new Typed($"/signoff update {c.Id}")}; the next round begins then.{(Expiry.EndsAt(c, c.Round.Asks?.Sla) is { } ends ? Sentence.Of($" Otherwise it ends by itself, not before {ends}; you hear from me before that.") : Sentence.Empty)}")),
        ChangeEvent.ExpiryAnnounced e => (Mark.ChangesRequested, Sentence.Of(
            $"{c.Id} waits for your changes{Since(c)}. Answer with {new Typed($"/signoff update {c.Id}")}, or take it back with {new Typed($"/signoff withdraw {c.Id}")}; otherwise it ends by itself {e.ExpiresAt}.")),
        ChangeEvent.Expired => (Mark.Over, Sentence.Of(
            $"{c.Id} has ended: changes were asked for, and it was not updated in time. It stays on record. Is it still wanted? Ask anew with {new Typed("/signoff")}.")),
        _ => (Mark.News, Sentence.Of($"{c.Id}: {RequestFace.Detail(c)}")),
    };

    private static Sentence Since(ChangeRequest c) => c.Status is Status.ChangesRequested turn ? Sentence.Of($", which {turn.By} asked for {turn.At}") : Sentence.Empty;

    // Nobody is blamed: whoever gave no sign may have had a good reason.
    private static Sentence HandedOver(ChangeRequest c, Handover handover, ChangeEvent.Assigned e) => handover.Why switch
    {
        StandDown.Taken => Sentence.Of($"{e.Person} was free sooner and took {c.Id} over from {handover.From}{Due(e)}."),
        StandDown.Rescued when e.Due < e.At => Sentence.Of($"{c.Id} is overdue with {handover.From}, so I asked {e.Person}: it was due {e.Due.Value}."),
        StandDown.Rescued => Sentence.Of($"With {handover.From}, {c.Id} would not be done in time, so I asked {e.Person}{Due(e)}."),
        _ => Sentence.Of($"No sign yet from {handover.From}, who may be busy, so I asked {e.Person} for {c.Id}{Due(e)}."),
    };

    private static Sentence Why(ChangeEvent.Assigned e) => e.Report is { } report ? Sentence.Text(" ") + RoutingWords.Of(report, isOverdue: report.Due < e.At) : Sentence.Empty;

    private static string Rule(ChangeRequest c) => RequirementWords.Brief(c) is { } rule ? $" {rule}." : "";

    private static Sentence Approvers(ChangeRequest c) =>
        Listing.Of(c.Round.Seats.Select(s => s.Vote?.By).OfType<PersonId>().Select(p => Sentence.Of($"{p}")));

    private static string? ReasonOf(ChangeEvent about) => about switch
    {
        ChangeEvent.RoundSettled e => e.Reason,
        ChangeEvent.Assigned e => e.Reason,
        _ => null,
    };

    // Whoever put it off gave a sign: it stays with them.
    private static string IfNoSign(ChangeRequest change, PersonId person) =>
        change.Round.SeatOf(person)?.AskedOf(person) is { AckedAt: not null } ? "" : " If I see no sign, I ask somebody else.";

    private static Sentence DueFor(ChangeRequest change, PersonId person) => change.Round.SeatOf(person)?.AskedOf(person) switch
    {
        { Due: { } due } asked when change.Round.BreachedAt is not null || due < asked.RemindedAt => Sentence.Of($"; it was due {due}"),
        { Due: { } due } => Sentence.Of($", due {due}"),
        _ => Sentence.Empty,
    };

    private static Sentence Due(ChangeEvent.Assigned e) => e.Due switch
    {
        null => Sentence.Empty,
        { } due when due < e.At => Sentence.Of($"; it was due {due}"),
        { } due => Sentence.Of($", due {due}"),
    };
}
