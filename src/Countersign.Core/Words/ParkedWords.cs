using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>What the operators hear of a message that was given up: what it was, for whom, why, and what is to be done.</summary>
public static class ParkedWords
{
    private const string OnlyTheLog = "If more go the same way within the hour, only the log says so.";

    /// <param name="why">What the platform said, as a sentence.</param>
    public static Sentence Of(OutboxItem item, string code, string why, PolicyBook book)
    {
        var about = item.Notice switch
        {
            Notice.Card c => Sentence.Of($"the card of {c.Change}"),
            Notice.Note n => Sentence.Of($"a note about {n.Change}"),
            Notice.Swap => Sentence.Text("an offer to swap"),
            Notice.Offered n => Sentence.Of($"an offer of {n.Change}"),
            Notice.Ping n => Sentence.Of($"the word that {n.Change} waits too long"),
            Notice.Digest n => Sentence.Text($"the digest of week {n.Key.Week}"),
            Notice.Reminder n => Sentence.Of($"a reminder about {n.Change}"),
            Notice.NobodyToAsk n => Sentence.Of($"the note that nobody can be asked for {n.Change}"),
            _ => Sentence.Text("a message"),
        };
        return Sentence.Of($"I gave up on {about} for {Whom(item, book)}: {why} {Advice(code)}{Meaning(item)} {OnlyTheLog}");
    }

    // Somebody by their name: an id of the platform's tells an operator nothing.
    private static Sentence Whom(OutboxItem item, PolicyBook book)
    {
        var channel = Sentence.Text($"the channel {item.Lane.Id}");
        if (item.Lane.Person is { } identity)
            return book.Roster.Find(identity) is { Id: var person } ? Sentence.Of($"{person}") : Sentence.Text($"{identity.UserId}, who is not on the roster");
        return item.Notice is Notice.Ping { Person: { } named } ? Sentence.Of($"{named} in {channel}") : channel;
    }

    // Whoever is to act and never heard of it does not act: that is for an operator to mend.
    private static Sentence Meaning(OutboxItem item) => item.Notice switch
    {
        Notice.Card { Change: var change, Audience: CardAudience.Reviewer } => NotHeard(change),
        Notice.Reminder { Change: var change } => NotHeard(change),
        Notice.Ping { Change: var change, Person: not null } => NotHeard(change),
        Notice.NobodyToAsk { Change: var change } => NotHeard(change),
        Notice.Digest => Sentence.Of($" {new Typed("/signoff digest last")} shows it."),
        Notice.Duty or Notice.ForLead or Notice.ForOperators => Sentence.Empty,
        _ => Sentence.Text(" The request itself is not affected."),
    };

    private static Sentence NotHeard(ChangeId change) => Sentence.Of(
        $" If it still waits for them, they may not know: tell them, or give it to somebody else with {new Typed($"/signoff reassign {change} @somebody")}.");

    private static string Advice(string code) => code switch
    {
        "channel_not_found" or "not_in_channel" => "Invite the app to the channel, or correct slack_channel in the policy file.",
        "is_archived" => "The channel is archived; name another one in the policy file.",
        "ConversationNotFound" or "BotNotInConversationRoster" => "Add the app to the team or chat in Teams, or correct teams_channel in the policy file.",
        "restricted_action" => "The workspace does not let the app post there; ask its administrator.",
        _ => "Please look at the log.",
    };
}
