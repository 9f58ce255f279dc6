using Countersign.Core.Ports;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Does what recurs. Each occurrence is a row; what it does and the row of the next one become durable together, so that a process that
/// ends in between does it again and never leaves it out.
/// </summary>
public sealed class Recurring(IStore store, PolicyInForce policy, IBackups backups)
{
    private const int Batch = 2_000;
    private static readonly Duration Keep = Duration.FromDays(7);

    // A copy takes longer than one look: should the process end meanwhile, it is begun again then.
    private static readonly Duration CopyAgain = Duration.FromHours(1);
    private readonly StillOpen _stillOpen = new(store, policy);

    /// <summary>The copy that is being made; done when none is.</summary>
    public Task Copying { get; private set; } = Task.CompletedTask;

    /// <summary>At a start: gives a row to whatever has none. One that is overdue stays: it says what was missed.</summary>
    public Task SetAll(Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            foreach (var recurs in Recurrence.All)
                if (recurs.Task == RecurringTask.Backup && !backups.IsOn)
                    work.Complete(DeadlineKind.Recur, On(recurs.Task), now);
                else if (work.DueAt(DeadlineKind.Recur, On(recurs.Task)) is null)
                    Next(work, recurs, now);
            return true;
        },
        cancel);

    public async Task Look(RecurringTask task, Instant due, Instant now, CancellationToken cancel = default)
    {
        var recurs = Recurrence.Of(task);
        if (!recurs.IsWorth(due, now, Zone))
            await Pass(recurs, now, cancel);
        else if (task == RecurringTask.CleanUp)
            await CleanUp(recurs, now, cancel);
        else if (task == RecurringTask.Backup)
            await Copy(recurs, due, now, cancel);
        else
            await _stillOpen.Tell(work => Next(work, recurs, now), now, cancel);
    }

    private static DeadlineSubject.OfTask On(RecurringTask task) => new(task);

    private void Next(IWork work, Recurrence recurs, Instant now) =>
        work.Schedule(new Deadline(DeadlineKind.Recur, On(recurs.Task), recurs.NextAfter(now, Zone)));

    private DateTimeZone Zone => policy.Book.Operators.Select(policy.Book.Roster.Find).FirstOrDefault(p => p is not null)?.Zone ?? DateTimeZone.Utc;

    private Task<bool> Pass(Recurrence recurs, Instant now, CancellationToken cancel) => store.Write(
        work =>
        {
            Next(work, recurs, now);
            return true;
        },
        cancel);

    // In pieces: nobody who decides something waits for a hundred thousand rows.
    private async Task CleanUp(Recurrence recurs, Instant now, CancellationToken cancel)
    {
        while (await store.Write(work => work.Purge(now - Keep, Batch), cancel) > 0)
            cancel.ThrowIfCancellationRequested();
        await Pass(recurs, now, cancel);
    }

    private async Task Copy(Recurrence recurs, Instant due, Instant now, CancellationToken cancel)
    {
        if (!backups.IsOn)
        {
            await store.Write(
                work =>
                {
                    work.Complete(DeadlineKind.Recur, On(recurs.Task), now);
                    return true;
                },
                cancel);
            return;
        }

        await store.Write(
            work =>
            {
                work.Schedule(new Deadline(DeadlineKind.Recur, On(recurs.Task), now + CopyAgain));
                return true;
            },
            cancel);
        if (Copying.IsCompleted)
            Copying = Task.Run(() => CopyNow(recurs, Instant.Max(due, recurs.LastUpTo(now, Zone)).InZone(Zone).Date, now, cancel), cancel);
    }

    private async Task CopyNow(Recurrence recurs, LocalDate day, Instant now, CancellationToken cancel)
    {
        var trouble = await backups.Make(day, cancel);
        await store.Write(
            work =>
            {
                if (trouble is not null)
                    Notices.TellAllOperators(work, policy.Book, Sentence.Of($"The nightly backup failed: {trouble} I try again tomorrow night."), now);
                Next(work, recurs, now);
                return true;
            },
            cancel);
    }
}
