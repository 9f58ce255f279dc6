using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary><c>/signoff …</c>: hands what was typed to the desk, and answers privately in the HTTP response.</summary>
public sealed class SlashCommands(SlackDesk desk, Commands commands, Forms forms, Homes homes)
{
    // What these changed about their sender shows on the sender's Home as well.
    private static readonly HashSet<Verb> AboutOneself = [Verb.Away, Verb.Back, Verb.Hours, Verb.Limit, Verb.Here, Verb.Withdraw, Verb.Reassign];

    /// <returns>Null when a form opens instead of an answer.</returns>
    public async Task<CommandResponse?> Answer(SlashCommand said, Instant now, CancellationToken cancel)
    {
        var by = desk.Who(said.TeamId, said.UserId);
        var text = Unescape(said.Text);
        var reply = await commands.Answer(new Typing(Key(said), by, text, word => Mentioned(word, desk.Policy.Book)), now, cancel);
        if (by is Actor.Member { Via: var me } && Verbs.Read(text) is Utterance.Said { Verb: var verb } && AboutOneself.Contains(verb))
            homes.Changed(me);
        return Drawn(reply, said, desk.Draw(by));
    }

    private CommandResponse? Drawn(Reply reply, SlashCommand said, Draw draw) => reply switch
    {
        Reply.Says r => Replies.Say(r.Words, draw),
        Reply.List r => Replies.List(r.Title, r.None, r.Listed, draw),
        Reply.Next r => Replies.Next(r.Words, r.Change, draw),
        Reply.Way r => Replies.Way(r, draw),
        Reply.Status r => Replies.Status(r, draw),
        Reply.Why r => Replies.Why(r.Words, draw),
        Reply.Audit r => AuditReply.Of(r.Change, r.Entries, r.People, draw),
        Reply.Help r => Replies.Help(r.By, r.Verbs, draw),
        Reply.Home r => Replies.Home(r, draw),
        Reply.Digest r => DigestCard.Reply(r.Week, draw),
        Reply.NewForm r => Open(said, SubmitForm.New(r.Link, draw.Policy), draw),
        Reply.UpdateForm r => Open(said, SubmitForm.Update(r.Change, draw.Policy), draw),
        Reply.ReassignForm r => Open(said, ReasonForms.Reassign(r.Change, r.To?.On(Platform.Slack)?.UserId, r.Reason), draw),
        Reply.Partly r => Drawn(r.Answer, said, draw) is { } response ? Replies.Partly(response, r.LeftOut, draw) : null,
        _ => throw new InvalidOperationException($"No drawing for {reply.GetType().Name}."),
    };

    private CommandResponse? Open(SlashCommand said, ModalView view, Draw draw)
    {
        forms.Open(said.TriggerId, view, said.UserId, said.ChannelId, said.ResponseUrl, "type the command again", draw);
        return null;
    }

    /// <summary><c>&lt;@U123|name&gt;</c> as Slack escapes a mention.</summary>
    private Naming? Mentioned(string word, PolicyBook policy)
    {
        if (!word.StartsWith("<@", StringComparison.Ordinal))
            return null;
        var inner = word.Trim('<', '>', '@').Split('|');
        return word.EndsWith('>') && policy.Roster.Find(SlackSettings.Identity(desk.Settings.TeamId, inner[0])) is { } person
            ? new Naming.Known(person)
            : new Naming.Unknown(inner.Length > 1 ? inner[1] : inner[0]);
    }

    // A redelivery has the same trigger; a command without one can't be told from a new one.
    private static ReceiptKey Key(SlashCommand said) => new($"c:{said.TeamId}:{said.TriggerId ?? Guid.NewGuid().ToString("n")}");

    // The manifest asks Slack to escape, so that a mention arrives as an id; then &, < and > of plain text
    // come as entities. The joiners that we draw with come back when somebody pastes our own words.
    private static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace(Mrkdwn.Joiner.ToString(), "", StringComparison.Ordinal);
}
