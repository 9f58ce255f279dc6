using Countersign.Core.Sla;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Deadlines;

internal sealed record DeadlineRow(string Kind, string Subject, long DueAt)
{
    public const string Due = """
        select kind as Kind, subject as Subject, due_at as DueAt
        from deadline where done_at is null and due_at <= @now order by due_at, id limit @take
        """;

    // Named, because without statistics the planner prefers all rows of the kind.
    public const string DueSince = """
        select kind as Kind, subject as Subject, due_at as DueAt
        from deadline indexed by deadline_due where done_at is null and due_at >= @since and due_at <= @now and kind = @kind order by due_at, id limit @take
        """;

    public Deadline ToDeadline() => new(StoredName.Read<DeadlineKind>(Kind), SubjectForm.Read(Subject), UnixTime.Read(DueAt));
}
