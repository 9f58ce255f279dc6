namespace Countersign.Storage.Export;

/// <summary>Which requests an export is about, in pieces by their numbers, so that no piece holds up the server's log for long.</summary>
internal static class PeriodQueries
{
    public const string Newest = "select max(id) from change_request";

    public const string Submitted = """
        select id from change_request
        where id >= @first and id < @end and submitted_at >= @from and submitted_at < @until order by id
        """;

    /// <summary>
    /// Every request that a vote of the period can be of: a vote comes between submission and end. One whose clock was set in between shows
    /// in its votes; only those that were voided leave no row.
    /// </summary>
    public const string MayBeDecided = """
        select id from change_request
        where id >= @first and id < @end
            and ((submitted_at < @until and (settled_at is null or settled_at >= @from))
                or exists (select 1 from vote where change_id = id and at >= @from and at < @until))
        order by id
        """;
}
