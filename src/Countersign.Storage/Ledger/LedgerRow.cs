using Countersign.Core.Ledger;

namespace Countersign.Storage.Ledger;

/// <summary>An entry's columns, in the order of <see cref="LedgerEntry"/>, then its bytes and hash.</summary>
internal sealed record LedgerRow(
    long Seq, long At, string Type, string? Request, long? Round, string? Platform, string? Actor, string? Person, string? Level,
    string? Service, string? Repository, long? PullRequest, string? HeadSha, string Policy, string Roster, string? Verdict,
    string? Assignee, long? SecondsToDecide, string? Body, string? Detail, long? Count, string Prev, byte[] Bytes, string Hash)
{
    private const string Columns = """
        select seq as Seq, at as At, type as Type, request as Request, round as Round, platform as Platform, actor as Actor,
               person as Person, level as Level, service as Service, repository as Repository, pull_request as PullRequest,
               head_sha as HeadSha, policy as Policy, roster as Roster, verdict as Verdict, assignee as Assignee,
               seconds_to_decide as SecondsToDecide, body as Body, detail as Detail, count as Count, prev as Prev, bytes as Bytes,
               hash as Hash
        from ledger_entry
        """;

    public const string OfRequest = Columns + " where request = @request order by seq";

    public const string Between = Columns + " where seq > @after and seq <= @until order by seq";

    public SealedEntry ToSealed() => new(
        new LedgerEntry(
            Seq, At, Type, Request, Round, Platform, Actor, Person, Level, Service, Repository, PullRequest, HeadSha, Policy, Roster,
            Verdict, Assignee, SecondsToDecide, Body, Detail, Count, Prev),
        Bytes,
        Hash);
}

/// <summary>The newest entry's number and hash.</summary>
internal sealed record HeadRow(long Count, string Hash)
{
    public const string Read = "select count as Count, hash as Hash from ledger_head where one = 1";
}
