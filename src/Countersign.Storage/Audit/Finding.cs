namespace Countersign.Storage.Audit;

/// <summary>Something in the record that is not as it was written.</summary>
/// <param name="Key">Which row.</param>
/// <param name="What">What is wrong with it, as a sentence's end: "its bytes do not give its hash".</param>
public sealed record Finding(string Table, string Key, string What)
{
    public override string ToString() => $"{Table} {Key}: {What}.";
}

/// <summary>How far an audit is.</summary>
public sealed record AuditProgress(long Entries, long OfEntries, long Requests, long OfRequests);

/// <param name="Findings">Empty when the record is as it was written; at most <see cref="RecordAudit.MostFindings"/>.</param>
public sealed record AuditReport(long Entries, long Requests, string HeadHash, IReadOnlyList<Finding> Findings)
{
    public bool IsSound => Findings.Count == 0;
}
