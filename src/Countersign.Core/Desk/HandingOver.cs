using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// The hand-over: whoever comes on and whoever goes off are told. What people were told last is kept, and compared with who is on, so
/// that it is told once, also late, after a restart, or when a policy file changed who is on.
/// </summary>
public sealed class HandingOver(IStore store, PolicyInForce policy)
{
    public async Task Look(RotationId id, Instant now, CancellationToken cancel = default)
    {
        var waiting = policy.Book.Find(id) is { } rotation ? await store.Waiting(rotation.Services, cancel) : 0;
        await store.Write(
            work =>
            {
                if (policy.Book.Find(id) is { } current)
                    Look(work, policy.Book, current, waiting, now);
                else
                    Forget(work, policy.Book, id, now);
                return true;
            },
            cancel);
    }

    /// <summary>Every rotation is looked at: a policy file came into force, or the server starts.</summary>
    internal static void LookAtAll(IWork work, PolicyBook policy, Instant now)
    {
        foreach (var rotation in policy.Rotations)
            work.Schedule(new Deadline(DeadlineKind.HandOver, new DeadlineSubject.OfRotation(rotation.Id), now));
    }

    /// <summary>An override came or went, and whom it concerns is told with it: of a change that it made just now nobody hears twice.</summary>
    /// <param name="before">Who was on without the change.</param>
    internal static void Changed(RotaDesk desk, Rotation rotation, PersonId? before)
    {
        var rota = desk.RotaOf(rotation);
        var on = rota.OnAt(desk.Now);
        if (on != before)
            desk.Work.Rota.SetOnDuty(rotation.Id, new OnDuty(on, desk.Now));
        // What was due and not yet looked at stays due.
        if (desk.Work.Rota.OnDuty(rotation.Id) is not { } told || told.Person != on)
            desk.Work.Schedule(new Deadline(DeadlineKind.HandOver, new DeadlineSubject.OfRotation(rotation.Id), desk.Now));
        else
            Next(desk.Work, rota, desk.Now);
    }

    private static void Look(IWork work, PolicyBook policy, Rotation rotation, long waiting, Instant now)
    {
        var told = work.Rota.OnDuty(rotation.Id);
        if (told is { At: var at } && at > now)
        {
            // The clock went back: what was told holds until it has caught up.
            work.Schedule(new Deadline(DeadlineKind.HandOver, new DeadlineSubject.OfRotation(rotation.Id), at));
            return;
        }

        var rota = new Rota(policy, rotation, work.Rota.Overrides(rotation.Id, now));
        var on = rota.OnAt(now);
        // Before the first turn nobody is missed.
        if (told is null ? on is not null || rotation.TurnAt(now) is not null : on != told.Person)
        {
            Tell(work, policy, rota, told?.Person, waiting, now);
            work.Rota.SetOnDuty(rotation.Id, new OnDuty(on, now));
        }

        Next(work, rota, now);
    }

    private static void Tell(IWork work, PolicyBook policy, Rota rota, PersonId? off, long waiting, Instant now)
    {
        var on = rota.OnAt(now);
        if (on is { } comes)
            Tell(work, policy, comes, RotaWords.YouAreOn(rota.Rotation.Id, rota.NextTurns(now, 1) is [var next, ..] ? next.From : null, waiting), now);
        else
            Notices.TellOperators(work, policy, RotaWords.NobodyIsOn(rota.Rotation.Id), now);
        if (off is { } goes)
            Tell(work, policy, goes, RotaWords.YouAreOff(rota.Rotation.Id, on), now);
    }

    private static void Tell(IWork work, PolicyBook policy, PersonId person, Sentence words, Instant now) =>
        Notices.Tell(work, policy, person, new Notice.Duty(words), now);

    private static void Next(IWork work, Rota rota, Instant now)
    {
        var subject = new DeadlineSubject.OfRotation(rota.Rotation.Id);
        if (rota.NextTurns(now, 1) is [var next, ..])
            work.Schedule(new Deadline(DeadlineKind.HandOver, subject, next.From));
        else
            work.Complete(DeadlineKind.HandOver, subject, now);
    }

    // The policy file has it no more. Should it come back, it begins anew.
    private static void Forget(IWork work, PolicyBook policy, RotationId id, Instant now)
    {
        if (work.Rota.OnDuty(id)?.Person is { } goes)
            Tell(work, policy, goes, RotaWords.YouAreOff(id, null), now);
        work.Rota.SetOnDuty(id, new OnDuty(null, now));
        work.Complete(DeadlineKind.HandOver, new DeadlineSubject.OfRotation(id), now);
    }
}
