using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The short direct messages: to the author at every step, to whoever gave no sign, to a lead when nobody can be asked, to the operators.</summary>
public static class Notes
{
    public static SlackMessage ToAuthor(ChangeRequest change, ChangeEvent about, Draw draw) =>
        WithLink(NoteWords.ToAuthor(change, about, draw.Policy), change, draw);

    public static SlackMessage NobodyToAsk(ChangeRequest change, Draw draw) =>
        WithLink(NoteWords.NobodyToAsk(change, draw.Policy), change, draw);

    public static SlackMessage Reminder(ChangeRequest change, PersonId person, Draw draw)
    {
        var message = WithLink(NoteWords.Reminder(change, person), change, draw);
        return message with { Blocks = [.. message.Blocks, OnItButtons(change, person, draw)] };
    }

    /// <summary>It waits too long.</summary>
    /// <param name="person">Whom it names; null in a channel, where there is nothing to press.</param>
    public static SlackMessage Ping(ChangeRequest change, PersonId? person, Draw draw)
    {
        var message = WithLink(NoteWords.Ping(change, person, draw.Policy), change, draw);
        return person is { } named ? message with { Blocks = [.. message.Blocks, OnItButtons(change, named, draw)] } : message;
    }

    /// <summary>The same in the thread of the team's card, where a mention tells the one person whom it names.</summary>
    public static SlackMessage Mentioning(ChangeRequest change, PersonId person, ChatIdentity identity, Draw draw)
    {
        var message = Ping(change, person, draw);
        return new SlackMessage(
            draw.Spoken(Sentence.Of($"{person}: {NoteWords.Ping(change, person, draw.Policy).Spoken(change)}")), [new Section(new Mrkdwn(Mrkdwn.User(identity.UserId))), .. message.Blocks]);
    }

    /// <summary>Somebody else's review, offered; without buttons once the offer is over.</summary>
    public static SlackMessage Offered(ChangeRequest change, Offer offer, Draw draw)
    {
        var message = WithLink(OfferWords.Of(change, offer), change, draw);
        return offer.IsOpen ? message with { Blocks = [.. message.Blocks, OfferButtons(change)] } : message;
    }

    public static SlackMessage ForOperators(Sentence words, Draw draw) =>
        new($"For operators: {draw.Spoken(words)}", [new Section(new Mrkdwn($":wrench: {draw.MarkupText(words)}"))]);

    public static SlackMessage ForLead(Sentence words, Draw draw) =>
        new($"For leads: {draw.Spoken(words)}", [new Section(new Mrkdwn($":wrench: {draw.MarkupText(words)}"))]);

    private static Actions OfferButtons(ChangeRequest change)
    {
        var value = ButtonValue.Of(change).ToString();
        return new Actions(
        [
            new Button(new PlainText(OfferWords.Take), Ids.Take)
            {
                Value = value,
                Style = ButtonStyle.Primary,
                AccessibilityLabel = $"Take {change.Id} over",
            },
            new Button(new PlainText(OfferWords.NotNow), Ids.NotNow) { Value = value, AccessibilityLabel = $"Leave {change.Id} where it is" },
        ]);
    }

    // Whoever is asked may put it off as well, as long as the tier allows.
    private static Actions OnItButtons(ChangeRequest change, PersonId named, Draw draw) => new(
    [
        new Button(new PlainText(CardWords.Claim), Ids.OnIt)
        {
            Value = ButtonValue.Of(change).ToString(),
            Style = ButtonStyle.Primary,
            AccessibilityLabel = change.Round.SeatOf(named) is null ? $"Say that you look after {change.Id}" : $"Say that you are reviewing {change.Id}",
        },
        .. Snoozes.Offered(change, named, draw.Policy).Select((time, i) => new Button(new PlainText(Snoozes.Label(time)), i == 0 ? Ids.SnoozeShort : Ids.SnoozeLong)
        {
            Value = new SnoozeValue(time, ButtonValue.Of(change)).ToString(),
            AccessibilityLabel = $"Remind me of {change.Id} in {Times.Span(time)}",
        }),
    ]);

    private static SlackMessage WithLink(NoteWords note, ChangeRequest change, Draw draw)
    {
        var blocks = new List<Block> { new Section(new Mrkdwn($"{Emoji.Of(note.Mark)} {draw.MarkupText(note.Said)}")) };
        if (note.Reason is { } reason)
            blocks.Add(Draw.Labelled("Reason", reason, 2_000));
        blocks.Add(Draw.LinkTo(change, Graphemes.Clip(change.Draft.Title, 100)));
        return new SlackMessage(draw.Spoken(note.Spoken(change)), blocks);
    }
}
