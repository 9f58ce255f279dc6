using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The short direct messages: to the author at every step, to whoever gave no sign, to a lead when nobody can be asked, to the operators.</summary>
public static class Notes
{
    private const int ReasonMax = 2_000;

    public static TeamsMessage ToAuthor(ChangeRequest change, ChangeEvent about, Draw draw) => Note(
        NoteWords.ToAuthor(change, about, draw.Policy), change, draw,
        about is ChangeEvent.RoundSettled { Verdict: Verdict.ChangesRequested } && change.Status is Status.ChangesRequested
            ? [RequestButtons.Update(change)]
            : []);

    public static TeamsMessage NobodyToAsk(ChangeRequest change, Draw draw) =>
        Note(NoteWords.NobodyToAsk(change, draw.Policy), change, draw, [RequestButtons.Reassign(change)]);

    public static TeamsMessage Reminder(ChangeRequest change, PersonId person, Draw draw) =>
        Note(NoteWords.Reminder(change, person), change, draw, RequestButtons.OnIt(change, person, draw));

    /// <summary>It waits too long.</summary>
    /// <param name="person">Whom it names; null in a channel, where there is nothing to press.</param>
    public static TeamsMessage Ping(ChangeRequest change, PersonId? person, Draw draw) =>
        Note(NoteWords.Ping(change, person, draw.Policy), change, draw, person is { } named ? RequestButtons.OnIt(change, named, draw) : []);

    /// <summary>The same in the thread of the team's card, where a mention tells the one person whom it names.</summary>
    /// <param name="user">Theirs with this bot, <c>29:…</c>.</param>
    public static TeamsMessage Mentioning(ChangeRequest change, PersonId person, string user, Draw draw)
    {
        var (message, mention) = (Ping(change, person, draw), new CardMention(user, draw.NameOf(person)));
        return new TeamsMessage(
            CardText.Plain($"{draw.NameOf(person)}: {message.Summary}", Draw.SummaryMax),
            message.Card with { Body = [new TextBlock(mention.Markup), .. message.Card.Body], Mentions = [mention] });
    }

    /// <summary>Somebody else's review, offered; without buttons once the offer is over.</summary>
    public static TeamsMessage Offered(ChangeRequest change, Offer offer, Draw draw) =>
        Note(OfferWords.Of(change, offer), change, draw, offer.IsOpen ? RequestButtons.Offer(change) : []);

    public static TeamsMessage ForOperators(Sentence words, Draw draw) => Wrench("For operators", words, draw);

    public static TeamsMessage ForLead(Sentence words, Draw draw) => Wrench("For leads", words, draw);

    private static TeamsMessage Wrench(string whom, Sentence words, Draw draw) =>
        Draw.Message(CardText.Plain($"{whom}: {draw.Plain(words)}", Draw.SummaryMax), [new TextBlock($"🔧 {draw.Markup(words)}")]);

    private static TeamsMessage Note(NoteWords note, ChangeRequest change, Draw draw, IEnumerable<CardAction> actions)
    {
        var reason = note.Reason is { } text ? Blocks.Words(text, ReasonMax) : null;
        var body = new List<CardElement> { new TextBlock($"{Marks.Emoji(note.Mark)} {draw.Markup(note.Said)}") };
        if (reason is not null)
            body.AddRange(Blocks.Labelled("Reason", reason));
        body.Add(Blocks.Small(Links.ToChange(change, Graphemes.Clip(change.Draft.Title, Links.LabelMax))));
        return Draw.Message(draw.Spoken(note.Spoken(change)), body, [.. actions, .. Links.Button(change)]);
    }
}
