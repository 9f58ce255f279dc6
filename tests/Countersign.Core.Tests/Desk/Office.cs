using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Tests.Desk;

/// <summary>Every use case over one memory store, with a clock that only moves when told: scenarios read like the chat.</summary>
internal sealed class Office
{
    private int _deliveries;

    public Office(params Person[] people)
    {
        Policy = new PolicyInForce(World.Book(people));
        Deciding = new Deciding(Store, Policy);
        Submitting = new Submitting(Store, Policy, Deciding);
        OwnTime = new OwnTime(Store, Policy, Presences);
        var bench = new Bench(Presences);
        var ranking = new Ranking(Store, bench);
        Routing = new SeatRouting(Store, Policy, ranking);
        Moving = new Moving(Store, Policy, ranking);
        Offering = new Offering(Store, Policy, ranking);
        Taking = new Taking(Store, Policy, Deciding);
        Sweep = new Sweep(Store, Policy, Routing, Moving, Offering, new Escalating(Store, Policy), Recurring = new Recurring(Store, Policy, Backups), Digesting = new Digesting(Store, Policy));
        Pressing = new Pressing(Store, Policy, new Doorkeeper(Store, Policy), Deciding);
        Reload = new PolicyReload(Store, Policy);
        Reachability = new Reachability(Store, Policy);
        Confirming = new PolicyConfirming(Store, Policy, Reload);
        Swapping = new Swapping(Store, Policy);
        Commands = new Commands(Store, Policy, new Doorkeeper(Store, Policy), Deciding, OwnTime, Confirming, new Forecasting(Store, Policy, Forecast), Presences, bench, Digests = new Digests(Store, Policy), Door);
    }

    public Instant Now { get; set; } = World.Now;

    public MemoryStore Store { get; } = new();

    public OneForecast Forecast { get; } = new();

    public OneDoor Door { get; } = new();

    public Presences Presences { get; } = new();

    public Digests Digests { get; }

    public Digesting Digesting { get; }

    public PolicyInForce Policy { get; }

    public Deciding Deciding { get; }

    public Submitting Submitting { get; }

    public OwnTime OwnTime { get; }

    public SeatRouting Routing { get; }

    public Moving Moving { get; }

    public Offering Offering { get; }

    public Taking Taking { get; }

    public Pressing Pressing { get; }

    public Sweep Sweep { get; }

    public Recurring Recurring { get; }

    public MadeUpBackups Backups { get; } = new();

    public PolicyReload Reload { get; }

    public Reachability Reachability { get; }

    public PolicyConfirming Confirming { get; }

    public Swapping Swapping { get; }

    public Commands Commands { get; }

    /// <summary>A new policy file comes, and two operators confirm whatever it weakens.</summary>
    public async Task<int> Takes(PolicyBook book)
    {
        var moved = await Reload.Accept(book, [1], Now);
        foreach (var name in Policy.Book.Waiting.IsEmpty ? [] : new[] { "ole", "ona" })
            (await Confirming.Confirm(Delivery(), Who(name), Policy.Book.Digest, Now)).Accepted.ShouldBeTrue();
        Policy.Book.Waiting.ShouldBeEmpty();
        return moved;
    }

    public Actor.Member Who(string name) => World.Member(Policy.Book.Roster.Find(new PersonId(name))!);

    public ReceiptKey Delivery() => new($"delivery-{++_deliveries}");

    public AboutRequest From(string name, ChangeId change, int? round = null, PressedCard? pressed = null) =>
        new(Delivery(), Who(name), change, pressed, round);

    public async Task<ChangeId> Submits(string author)
    {
        var result = await Submitting.Submit(Delivery(), Who(author), World.Raw(), Now);
        return result.ShouldBeOfType<FormResult.Taken>().Answer.Change!.Value;
    }

    /// <summary>Submits, and runs the sweep.</summary>
    public async Task<ChangeId> Asks(string author)
    {
        var id = await Submits(author);
        await Swept();
        return id;
    }

    /// <param name="how">"claims", "looks", or opens the form for a denial.</param>
    public async Task GivesASign(string who, ChangeId id, string how)
    {
        switch (how)
        {
            case "claims": await Deciding.Claim(From(who, id), Now); break;
            case "looks": await Pressing.Details(Who(who), ButtonValue.Of(The(id)), Now); break;
            default: await Pressing.AskReason(From(who, id), Verdict.Denied, Now); break;
        }
    }

    public Task<int> Swept() => Sweep.Run(Now);

    public Task<int> Later(Duration by)
    {
        Now += by;
        return Swept();
    }

    public ChangeRequest The(ChangeId id) => Store.Load(id)!;

    public string? AskedOn(ChangeId id) => The(id).AskedNow.SingleOrDefault()?.Person.Value;

    public string Says(Answer answer) => answer.Words.Plain(Policy.Book);

    public bool IsToldTo(string name, Func<Notice, bool> notice) =>
        Store.Sent.Any(o => o.Lane.Id == "U-" + name && notice(o.Notice));

    public bool NothingIsDue => !Store.Deadlines.Any(d => d.Due <= Now);

    public bool WillBeRouted(ChangeId id) => Store.Deadlines.Any(d =>
        d.Kind == DeadlineKind.Route && d.Subject is DeadlineSubject.OfSeat s && s.Change == id && s.Round == The(id).Round.Number);
}
