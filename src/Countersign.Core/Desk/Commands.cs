using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Reads what somebody typed, calls the use case, and says with what to answer. The same verbs on every platform.</summary>
public sealed class Commands(
    IStore store, PolicyInForce policy, Doorkeeper doorkeeper, Deciding deciding, OwnTime ownTime, PolicyConfirming confirming, Forecasting forecasting,
    Presences presences, Bench bench, Digests digests, IDashboardDoor door)
{
    /// <summary>Whoever gets less than their whole list is told so.</summary>
    public const int MostListed = 15;

    private readonly RotaCommands _rota = new(store, policy);
    private readonly DigestCommands _digest = new(store, policy, digests);
    private readonly Colleagues _colleagues = new(bench);

    public async Task<Reply> Answer(Typing typing, Instant now, CancellationToken cancel = default)
    {
        switch (Verbs.Read(typing.Text))
        {
            case Utterance.Said { Verb: Verb.Help }:
                return Help(typing.By);
            case Utterance.Unknown unknown:
                return new Reply.Says(ReplyWords.Puzzled(unknown));
            case Utterance.Said { Verb: var verb, Rest: var rest }:
                if (await doorkeeper.Stop(typing.By, verb.ToString().ToLowerInvariant(), now, cancel) is { } stopped)
                    return new Reply.Says(stopped.Words);
                return await Do(new Call(typing, (Actor.Member)typing.By, verb, rest, policy.Book, now), cancel);
            default:
                throw new InvalidOperationException("Nothing was said.");
        }
    }

    /// <summary>What somebody's own page shows.</summary>
    public async Task<Reply.Home> Home(Person person, int most, Instant now, CancellationToken cancel = default)
    {
        var counts = await store.Counts(person.Id, cancel);
        var people = await store.People(now, cancel);
        var mine = await store.By(person.Id, most, cancel);
        return new Reply.Home(
            person,
            people.GetValueOrDefault(person.Id, PersonState.None),
            Listed.Queue(await InOrder(person.Id, most, now, cancel), counts.Asking, person.Id).At(now, policy.Book),
            Listed.Mine(mine, counts.By, person.Id).At(now, policy.Book),
            now)
        {
            Free = _colleagues.Of(policy.Book, people, person, mine, now),
            Presences = presences.Of(person, now),
        };
    }

    private sealed record Call(Typing Typing, Actor.Member By, Verb Verb, string Rest, PolicyBook Book, Instant Now)
    {
        public ReceiptKey Receipt => Typing.Receipt;
    }

    private async Task<Reply> Do(Call call, CancellationToken cancel)
    {
        var me = call.By.Person.Id;
        switch (call.Verb)
        {
            // Whoever adds something means something by it.
            case Verb.List or Verb.Mine or Verb.Next or Verb.Free or Verb.Home or Verb.Dashboard or Verb.Back or Verb.Here when call.Rest.Length > 0:
                return new Reply.Says(ReplyWords.TakesNothing(call.Verb));
            case Verb.New:
                return New(call.Rest);
            case Verb.List:
                return new Reply.List("Waiting for you", ReplyWords.NothingWaitsShort, (await Queue(me, call.Now, cancel)).At(call.Now, call.Book));
            case Verb.Mine:
                return new Reply.List(
                    "Your requests", ReplyWords.NothingAsked,
                    Listed.Mine(await store.By(me, MostListed, cancel), (await store.Counts(me, cancel)).By, me).At(call.Now, call.Book));
            case Verb.Next:
                return Listed.Queue(await InOrder(me, QueueOrder.MostWeighed, call.Now, cancel), (await store.Counts(me, cancel)).Asking, me) is { Shown: [var first, ..] } queue
                    ? new Reply.Next(ReplyWords.Next(queue, call.Now, SlaClock.Of(first, call.Book, call.Now)), first)
                    : new Reply.Says(ReplyWords.NothingWaits);
            case Verb.Free:
                return new Reply.Why(_colleagues.Of(
                    call.Book, await store.People(call.Now, cancel), call.By.Person, await store.By(me, MostListed, cancel), call.Now));
            case Verb.Simulate:
                return Says(await forecasting.Ask(call.Receipt, call.By, call.Rest, call.Now, cancel));
            case Verb.Dashboard:
                return Dashboard(call);
            case Verb.Home:
                return await Home(call.By.Person, MostListed, call.Now, cancel);
            case Verb.Away:
                return Says(await ownTime.Away(call.Receipt, call.By, call.Rest, call.Now, cancel));
            case Verb.Back:
                return Says(await ownTime.Back(call.Receipt, call.By, call.Now, cancel));
            case Verb.Hours:
                return Says(await ownTime.Hours(call.Receipt, call.By, call.Rest, call.Now, cancel));
            case Verb.Limit:
                return Says(await ownTime.Limit(call.Receipt, call.By, call.Rest, call.Now, cancel));
            case Verb.Here:
                return Says(await ownTime.Here(call.Receipt, call.By, call.Now, cancel));
            case Verb.Rota:
                return await _rota.Answer(call.Typing, call.By, call.Rest, call.Now, cancel);
            case Verb.Digest:
                return await _digest.Answer(call.Typing, call.By, call.Rest, call.Now, cancel);
            case Verb.Policy:
                return await PolicyOf(call, cancel);
            default:
                return await AboutOne(call, cancel);
        }
    }

    // Kept with no receipt: the answer would stand in the record, and a redelivery may well get a link of its own.
    private Reply Dashboard(Call call)
    {
        if (call.Typing.OthersRead)
            return new Reply.Says(DashboardWords.NotHere);
        var invitation = door.Invite(call.By, call.Now);
        return DashboardWords.AddressOf(invitation) is { } address
            ? new Reply.Way(DashboardWords.Of(invitation), address, DashboardWords.Open)
            : new Reply.Says(DashboardWords.Of(invitation));
    }

    private async Task<Reply> PolicyOf(Call call, CancellationToken cancel)
    {
        var (word, file) = FirstWord(call.Rest);
        if (word.Equals("confirm", StringComparison.OrdinalIgnoreCase))
            return Says(await confirming.Confirm(call.Receipt, call.By, file, call.Now, cancel));
        return word.Length == 0
            ? new Reply.Why(PolicyWords.InForce(call.Book, call.By.Person, await store.PolicyConfirmers(cancel)))
            : new Reply.Says(PolicyWords.NotUnderstood(word));
    }

    private async Task<Listed> Queue(PersonId me, Instant now, CancellationToken cancel) =>
        Listed.Queue(await InOrder(me, MostListed, now, cancel), (await store.Counts(me, cancel)).Asking, me);

    // All of it is weighed, not the shown part: what is overdue may belong behind what the store's own order would leave out.
    private async Task<ImmutableArray<ChangeRequest>> InOrder(PersonId me, int most, Instant now, CancellationToken cancel) =>
        [.. QueueOrder.Of(await store.Asking(me, QueueOrder.MostWeighed, cancel), now).Take(most)];

    private async Task<Reply> AboutOne(Call call, CancellationToken cancel)
    {
        var (number, rest) = FirstWord(call.Rest);
        if (!ChangeId.TryParse(number, out var id))
            return new Reply.Says(ReplyWords.Which(call.Verb));
        if (await store.Find(id, cancel) is not { } change)
            return new Reply.Says(RefusalWords.Of(new Refusal.NoSuchRequest(id), call.Book));
        var reply = await About(call, change, rest, cancel);
        var opensForm = reply is Reply.UpdateForm or Reply.ReassignForm;
        return opensForm || rest.Length == 0 || call.Verb is Verb.Reassign or Verb.Snooze ? reply : new Reply.Partly(reply, ReplyWords.LeftOut(id, rest));
    }

    private async Task<Reply> About(Call call, ChangeRequest change, string rest, CancellationToken cancel)
    {
        var id = change.Id;
        return call.Verb switch
        {
            Verb.Status => new Reply.Status(
                change, await store.History(id, cancel), ClockWords.Of(change, SlaClock.Of(change, call.Book, call.Now))),
            Verb.Why => new Reply.Why(ReplyWords.Why(change, call.Book)),
            Verb.Audit => await Audit(id, cancel),
            Verb.Withdraw => Says(await deciding.Withdraw(new AboutRequest(call.Receipt, call.By, id), call.Now, cancel)),
            Verb.Update => Update(call, change),
            Verb.Snooze => await Snooze(call, change, rest, cancel),
            Verb.Reassign => await Reassign(call, change, rest, cancel),
            _ => throw new InvalidOperationException($"No rule for {call.Verb}."),
        };
    }

    private async Task<Reply> Audit(ChangeId id, CancellationToken cancel)
    {
        var entries = await store.LedgerOf(id, cancel);
        var people = await store.Behind(entries.SelectMany(e => new[] { e.Entry.Person, e.Entry.Assignee }).OfType<string>(), cancel);
        return new Reply.Audit(id, entries, people);
    }

    private static Reply.Says Says(Answer answer) => new Reply.Says(answer.Words);

    private static Reply New(string rest)
    {
        var link = ChangeLink.FindIn(rest);
        if (rest.Length > 0 && ChangeLink.FaultOf(link ?? rest) is LinkFault.UserInfo)
            return new Reply.Says(ReplyWords.AddressWithPassword);
        return rest.Length > 0 && !ChangeLink.TryParse(link, out _)
            ? new Reply.Says(ReplyWords.NotAnAddress)
            : new Reply.NewForm(link);
    }

    private static Reply Update(Call call, ChangeRequest change) => Updating.RefusalFor(change, call.By.Person.Id) is { } refusal
        ? new Reply.Says(RefusalWords.Of(refusal, call.Book))
        : new Reply.UpdateForm(change);

    private async Task<Reply> Snooze(Call call, ChangeRequest change, string rest, CancellationToken cancel)
    {
        var said = Snoozes.Read(rest);
        if (said is SnoozeTime.Of or SnoozeTime.Off)
            return Says(await deciding.Snooze(
                new AboutRequest(call.Receipt, call.By, change.Id), said is SnoozeTime.Of { Time: var time } ? time : Duration.Zero, call.Now, cancel));
        // Whoever can't put it off at all hears why, before they look for the right words.
        var least = new Command.Snooze(call.By, null, Snoozes.Shortest, Snoozes.MostOf(change, call.Book));
        return new Reply.Says(ReviewDesk.Decide(change, least, call.Now) is Ruling.Refused { Refusal: var refusal }
            ? RefusalWords.Of(refusal, call.Book)
            : SnoozeWords.Again(change.Id, said, Snoozes.LeftOf(change, call.By.Person.Id, call.Book, call.Now)));
    }

    // With everything said it is done at once; with something missing the form asks for the rest.
    private async Task<Reply> Reassign(Call call, ChangeRequest change, string rest, CancellationToken cancel)
    {
        var (who, reason) = FirstWord(rest);
        if (Named(who, call) is Naming.Unknown { Name: var stranger })
            return new Reply.Says(ReplyWords.NotOnTheRoster(stranger));
        var to = (Named(who, call) as Naming.Known)?.Person;
        var mayMove = call.Book.MayReassign(call.By.Person.Id, change);
        if (mayMove && !change.IsSettled && (to is null || reason.Length == 0))
            return new Reply.ReassignForm(change, to, to is null ? rest : reason);
        var request = new AboutRequest(call.Receipt, call.By, change.Id);
        return Says(await deciding.Reassign(request, to?.Id ?? call.By.Person.Id, reason, call.Now, cancel));
    }

    // The platform's mention, or somebody's id on the roster. Never a display name.
    private static Naming? Named(string word, Call call)
    {
        if (word.Length == 0)
            return null;
        if (call.Typing.Mentioned(word) is { } mention)
            return mention;
        if (call.Book.Roster.Find(new PersonId(word.TrimStart('@').ToLowerInvariant())) is { } person)
            return new Naming.Known(person);
        return word.StartsWith('@') ? new Naming.Unknown(word.TrimStart('@')) : null;
    }

    private Reply.Help Help(Actor by)
    {
        var leads = by is Actor.Member { Person: var person } && Leads(person.Id, policy.Book);
        return new Reply.Help(by, [.. Verbs.All.Where(v => leads || v.Verb is not (Verb.Reassign or Verb.Simulate))]);
    }

    internal static bool Leads(PersonId person, PolicyBook book) =>
        book.Operators.Contains(person)
        || book.Services.Values.Any(s => s.Lead == person)
        || book.Roster.Everybody.Any(p => p.Lead == person);

    internal static (string First, string Tail) FirstWord(string text)
    {
        var space = text.AsSpan().IndexOfAny(' ', '\t', '\n');
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }
}
