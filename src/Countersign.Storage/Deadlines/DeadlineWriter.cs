using Countersign.Core.Sla;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Deadlines;

/// <summary>What must be looked at again, and when. A restart misses none, because nothing lives in a timer.</summary>
internal sealed class DeadlineWriter(WriterConnection db)
{
    public const string Set = """
        insert into deadline (kind, subject, due_at) values (@kind, @subject, @due)
        on conflict (kind, subject) where done_at is null do update set due_at = excluded.due_at
        """;

    public const string Done = """
        update deadline set done_at = @now where kind = @kind and subject = @subject and done_at is null
        """;

    public const string Open = "select due_at from deadline where kind = @kind and subject = @subject and done_at is null";

    /// <summary>Also for a vacant seat that has no deadline, because nobody knew when somebody would be free.</summary>
    public const string RouteVacant = """
        insert into deadline (kind, subject, due_at)
        select 'route', 'seat/' || change_id || '/' || round || '/' || number, @now from seat where vacant = 1
        on conflict (kind, subject) where done_at is null do update set due_at = min(due_at, excluded.due_at)
        """;

    public const string Purge = """
        delete from deadline where id in (select id from deadline where done_at is not null and done_at < @before order by done_at limit @take)
        """;

    private readonly Statement _set = db.Prepare(Set);
    private readonly Statement _open = db.Prepare(Open);
    private readonly Statement _done = db.Prepare(Done);
    private readonly Statement _routeVacant = db.Prepare(RouteVacant);
    private readonly Statement _purge = db.Prepare(Purge);

    public void Schedule(Deadline deadline) => _set
        .Bind(StoredName.Of(deadline.Kind))
        .Bind(SubjectForm.Of(deadline.Subject))
        .Bind(UnixTime.NotBefore(deadline.Due))
        .Run();

    public Instant? DueAt(DeadlineKind kind, DeadlineSubject subject)
    {
        Instant? due = _open.Bind(StoredName.Of(kind)).Bind(SubjectForm.Of(subject)).Step() ? UnixTime.Read(_open.Long(0)) : null;
        _open.Reset();
        return due;
    }

    public void Complete(DeadlineKind kind, DeadlineSubject subject, Instant now) => _done
        .Bind(UnixTime.Of(now))
        .Bind(StoredName.Of(kind))
        .Bind(SubjectForm.Of(subject))
        .Run();

    public bool RouteWaitingNow(Instant now) => _routeVacant.Bind(UnixTime.Of(now)).Run() > 0;

    public int PurgeBefore(Instant before, int take) => _purge.Bind(UnixTime.Of(before)).Bind(take).Run();
}
