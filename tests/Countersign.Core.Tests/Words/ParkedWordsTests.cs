using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Words;

/// <summary>A message was given up: the operators hear for whom by name, and what that means.</summary>
public sealed class ParkedWordsTests
{
    private const string NotHeard = "If it still waits for them, they may not know: tell them, or give it to somebody else with /signoff reassign CR-2 @somebody.";
    private const string Harmless = "The request itself is not affected.";
    private static readonly ChangeId Change = new(2);
    private static readonly PersonId Lee = new("lee");
    private static readonly Lane ToLee = Lane.Of(new ChatIdentity(Platform.Slack, "T1", "U-lee"));

    [Fact]
    public void Whoever_it_was_for_may_not_know_of_a_card_a_reminder_or_a_word()
    {
        Said(ToLee, new Notice.Card(Change, new CardAudience.Reviewer(Lee, 1))).ShouldBe(
            $"I gave up on the card of CR-2 for Lee: Slack says bad, 5 times. Please look at the log. {NotHeard} If more go the same way within the hour, only the log says so.");
        Said(ToLee, new Notice.Reminder(Change, 1, Lee)).ShouldContain($"a reminder about CR-2 for Lee: Slack says bad, 5 times. Please look at the log. {NotHeard}");
        Said(ToLee, new Notice.Ping(Change, 1, 1, Lee)).ShouldContain($"the word that CR-2 waits too long for Lee: Slack says bad, 5 times. Please look at the log. {NotHeard}");
    }

    [Fact]
    public void In_a_channel_it_is_the_channel_and_whoever_was_to_be_named()
    {
        Said(Lane.Of(Channel), new Notice.Card(Change, new CardAudience.Team())).ShouldContain($"the card of CR-2 for the channel C-payments: Slack says bad, 5 times. Please look at the log. {Harmless}");
        Said(Lane.Of(Channel), new Notice.Ping(Change, 1, 1, Lee)).ShouldContain($"for Lee in the channel C-payments: Slack says bad, 5 times. Please look at the log. {NotHeard}");
        Said(Lane.Of(Channel), new Notice.Ping(Change, 1, 1, null)).ShouldContain(Harmless);
    }

    [Fact]
    public void A_note_to_the_author_changes_nothing_of_the_request() =>
        Said(ToLee, new Notice.Note(Change, 3)).ShouldContain($"a note about CR-2 for Lee: Slack says bad, 5 times. Please look at the log. {Harmless}");

    [Fact]
    public void Whoever_left_the_roster_goes_by_the_platforms_id() =>
        Said(Lane.Of(new ChatIdentity(Platform.Slack, "T1", "U-gone")), new Notice.Note(Change, 3)).ShouldContain("for U-gone, who is not on the roster: Slack");

    private static string Said(Lane lane, Notice notice) =>
        ParkedWords.Of(new OutboxItem(1, lane, notice, 5), "bad", "Slack says bad, 5 times.", Book(Person("lee"))).Plain(Book(Person("lee")));
}
