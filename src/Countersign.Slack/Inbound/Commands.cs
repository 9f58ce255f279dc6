using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary><c>/signoff …</c>: reads the verb, calls the use case, answers privately in the HTTP response.</summary>
public sealed class Commands(SlackDesk desk, Forms forms, Homes homes)
{
    private const int MostListed = 15;

    /// <returns>Null when a form opens instead of an answer.</returns>
    public async Task<CommandResponse?> Answer(SlashCommand said, Instant now, CancellationToken cancel)
    {
        var draw = desk.Draw();
        var by = desk.Who(said.TeamId, said.UserId);
        switch (Verbs.Read(Unescape(said.Text)))
        {
            case Utterance.Said { Verb: Verb.Help }:
                return Replies.Help(by, MayReassign(by), draw);
            case Utterance.Unknown unknown:
                return Replies.Say(Puzzled(unknown), draw);
            case Utterance.Said { Verb: var verb, Rest: var rest }:
                if (await desk.Doorkeeper.Stop(by, verb.ToString().ToLowerInvariant(), now, cancel) is { } stopped)
                    return Replies.Say(stopped.Words, draw);
                return await Do(new Call(said, (Actor.Member)by, verb, rest, Key(said), draw, now), cancel);
            default:
                return null;
        }
    }

    private sealed record Call(SlashCommand Said, Actor.Member By, Verb Verb, string Rest, ReceiptKey Key, Draw Draw, Instant Now);

    private async Task<CommandResponse?> Do(Call call, CancellationToken cancel)
    {
        var me = call.By.Person.Id;
        switch (call.Verb)
        {
            case Verb.New:
                return OpenNew(call);
            case Verb.List:
                return Replies.List("Waiting for you", "Nothing waits for you.", await Queue(me, cancel), call.Draw);
            case Verb.Mine:
                return Replies.List(
                    "Your requests", "You have not asked for a sign-off yet. `/signoff` opens the form.",
                    Listed.Mine(await desk.Store.By(me, MostListed, cancel), (await desk.Store.Counts(me, cancel)).By, me), call.Draw);
            case Verb.Next:
                var queue = await Queue(me, cancel);
                return Replies.Next(queue.Shown, queue.Total, call.Draw);
            case Verb.Away:
                return Said(call, await desk.OwnTime.Away(call.Key, call.By, call.Rest, call.Now, cancel));
            case Verb.Back:
                return Said(call, await desk.OwnTime.Back(call.Key, call.By, call.Now, cancel));
            case Verb.Hours:
                return Said(call, await desk.OwnTime.Hours(call.Key, call.By, call.Rest, call.Now, cancel));
            case Verb.Limit:
                return Said(call, await desk.OwnTime.Limit(call.Key, call.By, call.Rest, call.Now, cancel));
            default:
                return await AboutOne(call, cancel);
        }
    }

    private async Task<Listed> Queue(PersonId me, CancellationToken cancel) =>
        Listed.Queue(await desk.Store.Asking(me, MostListed, cancel), (await desk.Store.Counts(me, cancel)).Asking, me);

    private async Task<CommandResponse?> AboutOne(Call call, CancellationToken cancel)
    {
        var (number, rest) = FirstWord(call.Rest);
        if (!ChangeId.TryParse(number, out var id))
            return Replies.Say(Sentence.Of(
                $"Which request? For example {new Typed($"/signoff {Verbs.TextOf(call.Verb).Example}")}. {new Typed("/signoff mine")} lists yours."), call.Draw);
        if (await desk.Store.Find(id, cancel) is not { } change)
            return Replies.Say(RefusalWords.Of(new Refusal.NoSuchRequest(id), call.Draw.Policy), call.Draw);
        var response = await About(call, change, rest, cancel);
        return response is null || rest.Length == 0 || call.Verb == Verb.Reassign ? response : Replies.LeftOut(response, id, rest, call.Draw);
    }

    private async Task<CommandResponse?> About(Call call, ChangeRequest change, string rest, CancellationToken cancel)
    {
        var id = change.Id;
        return call.Verb switch
        {
            Verb.Status => Replies.Status(change, await desk.Store.History(id, cancel), call.Draw),
            Verb.Why => Replies.Why(change, call.Draw),
            Verb.Audit => await Audit(call, id, cancel),
            Verb.Withdraw => Said(call, await desk.Deciding.Withdraw(new AboutRequest(call.Key, call.By, id), call.Now, cancel)),
            Verb.Update => OpenUpdate(call, change),
            Verb.Reassign => await Reassign(call, change, rest, cancel),
            _ => null,
        };
    }

    private async Task<CommandResponse> Audit(Call call, ChangeId id, CancellationToken cancel)
    {
        var entries = await desk.Store.LedgerOf(id, cancel);
        var people = await desk.Store.Behind(entries.SelectMany(e => new[] { e.Entry.Person, e.Entry.Assignee }).OfType<string>(), cancel);
        return AuditReply.Of(id, entries, people, call.Draw);
    }

    // What somebody changed about themselves shows on their Home as well.
    private CommandResponse Said(Call call, Answer answer)
    {
        homes.Changed(call.By.Via);
        return Replies.Say(answer.Words, call.Draw);
    }

    private CommandResponse? OpenNew(Call call)
    {
        var link = ChangeLink.FindIn(call.Rest);
        if (call.Rest.Length > 0 && ChangeLink.FaultOf(link ?? call.Rest) is LinkFault.UserInfo)
            return Replies.Say(Sentence.Of(
                $"That is not a web address I can read: it holds a user name or password. Paste the link without it."), call.Draw);
        if (call.Rest.Length > 0 && !ChangeLink.TryParse(link, out _))
            return Replies.Say(Sentence.Of(
                $"That is not a web address I can read. Paste the full link, as in {new Typed("/signoff https://github.com/acme/payments/pull/12")}, or just {new Typed("/signoff")}."), call.Draw);
        Open(call, SubmitForm.New(link, call.Draw.Policy));
        return null;
    }

    private CommandResponse? OpenUpdate(Call call, ChangeRequest change)
    {
        if (Updating.RefusalFor(change, call.By.Person.Id) is { } refusal)
            return Replies.Say(RefusalWords.Of(refusal, call.Draw.Policy), call.Draw);
        Open(call, SubmitForm.Update(change, call.Draw.Policy));
        return null;
    }

    // With everything said it is done at once; with something missing the form asks for the rest.
    private async Task<CommandResponse?> Reassign(Call call, ChangeRequest change, string rest, CancellationToken cancel)
    {
        var (who, reason) = FirstWord(rest);
        var to = Mentioned(who, call);
        if (to is null && who.StartsWith("<@", StringComparison.Ordinal) || to is null && who.StartsWith('@'))
            return Replies.Say(Sentence.Of(
                $"{Name(who)} is not on the roster, so I can't ask them. Name somebody else, or ask an operator to add them."), call.Draw);
        var mayMove = call.Draw.Policy.MayReassign(call.By.Person.Id, change);
        if (mayMove && !change.IsSettled && (to is null || reason.Length == 0))
        {
            Open(call, ReasonForms.Reassign(change, to?.On(Platform.Slack)?.UserId, to is null ? rest : reason));
            return null;
        }

        var request = new AboutRequest(call.Key, call.By, change.Id);
        var answer = await desk.Deciding.Reassign(request, to?.Id ?? call.By.Person.Id, reason, call.Now, cancel);
        return Replies.Say(answer.Words, call.Draw);
    }

    /// <summary><c>&lt;@U123|name&gt;</c> as Slack escapes a mention, or somebody's id on the roster. Never a display name.</summary>
    private Person? Mentioned(string word, Call call)
    {
        if (word.StartsWith("<@", StringComparison.Ordinal) && word.EndsWith('>'))
            return call.Draw.Policy.Roster.Find(SlackSettings.Identity(desk.Settings.TeamId, word[2..^1].Split('|')[0]));
        return word.Length == 0 ? null : call.Draw.Policy.Roster.Find(new PersonId(word.TrimStart('@').ToLowerInvariant()));
    }

    // "<@U123|zoe>" as it was typed: the name alone.
    private static string Name(string mention) =>
        Mrkdwn.Clip(mention.Trim('<', '>', '@') is var inner && inner.Contains('|', StringComparison.Ordinal) ? inner.Split('|')[1] : inner, 40);

    private void Open(Call call, ModalView view) => forms.Open(
        call.Said.TriggerId, view, call.Said.UserId, call.Said.ChannelId, call.Said.ResponseUrl, "type the command again", call.Draw);

    private bool MayReassign(Actor by) => by is Actor.Member { Person: var person }
        && (desk.Policy.Book.Operators.Contains(person.Id)
            || desk.Policy.Book.Services.Values.Any(s => s.Lead == person.Id)
            || desk.Policy.Book.Roster.Everybody.Any(p => p.Lead == person.Id));

    // A decision needs the card in view: what is decided stands on it, and its round.
    private static readonly HashSet<string> Deciding = new(StringComparer.OrdinalIgnoreCase)
    {
        "approve", "accept", "ok", "lgtm", "deny", "reject", "decline", "claim", "changes",
    };

    private static Sentence Puzzled(Utterance.Unknown unknown) => Deciding.Contains(unknown.Word)
        ? Sentence.Of($"One decides with the buttons on the request's card: it is in your messages with me, if you are asked. {new Typed("/signoff list")} shows what waits for you.")
        : unknown.Nearest is { } nearest
        ? Sentence.Of($"I don't know “{Mrkdwn.Clip(unknown.Word, 40)}”. Did you mean {new Typed($"/signoff {Verbs.TextOf(nearest).Example}")}? {new Typed("/signoff help")} lists everything.")
        : Sentence.Of($"I don't know “{Mrkdwn.Clip(unknown.Word, 40)}”. {new Typed("/signoff help")} lists what I do; {new Typed("/signoff")} alone opens the form.");

    // A redelivery has the same trigger; a command without one can't be told from a new one.
    private static ReceiptKey Key(SlashCommand said) => new($"c:{said.TeamId}:{said.TriggerId ?? Guid.NewGuid().ToString("n")}");

    private static (string First, string Tail) FirstWord(string text)
    {
        var space = text.AsSpan().IndexOfAny(' ', '\t', '\n');
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }

    // The manifest asks Slack to escape, so that a mention arrives as an id; then &, < and > of plain text
    // come as entities. The joiners that we draw with come back when somebody pastes our own words.
    private static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace(Mrkdwn.Joiner.ToString(), "", StringComparison.Ordinal);
}
