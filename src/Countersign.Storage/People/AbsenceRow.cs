using Countersign.Storage.Forms;
using NodaTime;

namespace Countersign.Storage.People;

internal sealed record AbsenceRow(string Person, long? StartAt, long? EndAt)
{
    public const string NotOver = """
        select person as Person, start_at as StartAt, end_at as EndAt from absence where end_at > @now
        union all
        select person, start_at, end_at from absence where end_at is null
        """;

    /// <summary>Over, but not long: whoever was away has less time behind them than the others.</summary>
    public const string Past = "select person as Person, start_at as StartAt, end_at as EndAt from absence where end_at > @since and end_at <= @now";

    public const string Within = """
        select person as Person, start_at as StartAt, end_at as EndAt from absence where end_at > @from and (start_at < @until or start_at is null)
        union all
        select person, start_at, end_at from absence where end_at is null and (start_at < @until or start_at is null)
        """;

    public const string NotOverOf = """
        select start_at, end_at from absence where person = @person and (end_at > @now or end_at is null) order by start_at
        """;

    public Interval ToInterval() => new(UnixTime.Read(StartAt), UnixTime.Read(EndAt));
}

/// <summary>How many reviews somebody holds open. Not positional: a count has no declared type, and Dapper asks for one.</summary>
internal sealed record LoadRow
{
    public string Person { get; init; } = "";

    public long Open { get; init; }

    public const string All = "select person as Person, count(*) as Open from seat_asked where open = 1 group by person";

    public const string Of = "select count(*) from seat_asked where open = 1 and person = @person";
}
