using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>What people write to the bot: the same verbs as everywhere. A button's press by an old client comes here as well.</summary>
public sealed class Messages(
    TeamsDesk desk, CardPresses presses, FormPresses forms, Addresses addresses, Acquaintances acquaintances, Conversing conversing)
{
    public async Task Handle(Activity activity, Instant now, CancellationToken cancel)
    {
        // Only what arrives in the personal chat shows that messages arrive there.
        if (activity.Conversation is { Type: ConversationType.Personal })
            await desk.Reachability.Heard(desk.Who(activity), now, cancel);
        if (activity.Value is not null)
            await Pressed(activity, now, cancel);
        else
            await conversing.Say(activity, Replies.Of(await Reply(activity, now, cancel), desk.Draw(activity)));
    }

    /// <summary>For a command that could not be recorded.</summary>
    public Task TellTrouble(Activity activity, Core.Ports.StoreTrouble trouble) =>
        conversing.Say(activity, Replies.Say(TroubleWords.Of(trouble), desk.Draw(activity)));

    private async Task<Reply> Reply(Activity activity, Instant now, CancellationToken cancel)
    {
        var by = desk.Who(activity);
        // Somebody who opens the chat and says nothing in particular wants to see what there is.
        var text = activity.Text.Trim().Length == 0 && activity.Conversation is { Type: ConversationType.Personal } ? "home" : activity.Text;
        await acquaintances.Meet(activity, now, cancel);
        var othersRead = activity.Conversation is not { Type: ConversationType.Personal };
        var reply = await desk.Commands.Answer(
            new Typing(TeamsDesk.Receipt(activity), by, WithoutSlash(text), word => Mentioned(word, activity)) { OthersRead = othersRead }, now, cancel);
        return reply is Reply.Home home && othersRead ? home with { OthersRead = true } : reply;
    }

    // An Action.Submit: the fallback of a button, in clients that don't know Action.Execute or dialogs.
    private async Task Pressed(Activity activity, Instant now, CancellationToken cancel)
    {
        var data = PressData.Read(activity.Value);
        if (await forms.Tell(activity, data, now, cancel))
            return;
        var answer = await presses.Press(activity, data, now, cancel);
        var words = answer?.Words ?? (data.Verb is Ids.New or Ids.Update or Ids.Reassign
            ? Sentence.Text($"This client can't open dialogs. Please choose “{InChat.FillInHere}” beside the button.")
            : ReplyWords.Unreadable);
        // What was done shows on the card, which the outbox brings up to date.
        if (!words.IsEmpty)
            await conversing.Say(activity, Replies.Say(words, desk.Draw(activity)));
    }

    // The message parser leaves “@” and the member's id where somebody is mentioned.
    private Naming? Mentioned(string word, Activity activity)
    {
        if (!word.StartsWith('@') || activity.Mentions.FirstOrDefault(m => m.Id == word[1..]) is not { } mention)
            return null;
        return addresses.Behind(mention.Id) is { } identity && desk.Policy.Book.Roster.Find(identity) is { } person
            ? new Naming.Known(person)
            : new Naming.Unknown(mention.Name ?? "That person");
    }

    // Whoever knows the bot from Slack types the command's name here too. Whoever pastes from a card brings invisible joiners along.
    internal static string WithoutSlash(string text)
    {
        text = string.Concat(text.Where(c => c is not ('\u200B' or '\u2060' or '\uFEFF')));
        var words = text.TrimStart();
        return words.StartsWith("/signoff", StringComparison.OrdinalIgnoreCase) ? words["/signoff".Length..]
            : words.StartsWith("signoff ", StringComparison.OrdinalIgnoreCase) ? words["signoff ".Length..]
            : text;
    }
}
