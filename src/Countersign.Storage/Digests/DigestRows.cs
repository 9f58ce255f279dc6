using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Storage.Digests;

/// <summary>Reviews that somebody gave for a service. Not positional: a count has no declared type, and Dapper asks for one.</summary>
internal sealed record ReviewSumRow
{
    public string Person { get; init; } = "";

    public string Service { get; init; } = "";

    public long Reviews { get; init; }

    // The round's own service: a later round may be of another.
    public const string Within = """
        select v.person as Person, r.service as Service, count(*) as Reviews
        from vote v indexed by vote_at join round_fact r on r.change_id = v.change_id and r.round = v.round
        where v.at >= @from and v.at < @until group by v.person, r.service
        """;

    public const string First = "select submitted_at from change_request where id = (select min(id) from change_request)";

    public ReviewSum ToSum() => new(new PersonId(Person), new ServiceId(Service), (int)Reviews);
}
