namespace Countersign.Storage.People;

/// <summary>How many votes somebody gave since a day. Not positional: a sum has no declared type, and Dapper asks for one.</summary>
internal sealed record ReviewsRow
{
    public string Person { get; init; } = "";

    public long Reviews { get; init; }

    public const string Since = "select person as Person, sum(reviews) as Reviews from review_day where day >= @day group by person";
}

/// <summary>Somebody was asked, for a review that they still hold or have done.</summary>
internal sealed record AskedAtRow(string Person, long AskedAt)
{
    public const string Since = "select person as Person, asked_at as AskedAt from seat_asked where asked_at > @since";
}

/// <summary>How many of the open reviews that ask somebody they are on. Not positional: a count has no declared type.</summary>
internal sealed record BegunRow
{
    public string Person { get; init; } = "";

    public long Begun { get; init; }

    public const string All = """
        select a.person as Person, count(*) as Begun
        from seat_asked a join seat s on s.change_id = a.change_id and s.round = a.round and s.number = a.seat
        where a.open = 1 and s.claimed_by = a.person group by a.person
        """;
}

internal sealed record SinceRow(string Person, long? SinceAt)
{
    public const string All = "select person as Person, since_at as SinceAt from roster_since";
}
