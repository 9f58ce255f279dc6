using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Ledger;

/// <summary>Who does something under which policy and when: what every ledger entry takes from its surroundings.</summary>
public sealed record LedgerContext(Actor By, PolicyBook Policy, Instant Now);

/// <summary>
/// One entry of the ledger: what is hashed, field by field. People and free text stand here only as commitments
/// (SHA-256 over a 256-bit salt and the value), so that they can be erased without breaking the chain. Source: promises.md, Ledger.
/// </summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="At">Unix milliseconds, UTC.</param>
/// <param name="Actor">Commitment to <c>platform/tenant/user</c> of who spoke; null for the bot itself.</param>
/// <param name="Person">Commitment to the roster id of who spoke.</param>
/// <param name="SecondsToDecide">From being asked until the vote.</param>
/// <param name="Body">Commitment to the exact bytes of the event.</param>
/// <param name="Count">How often, for counted repeats of a refusal.</param>
/// <param name="Prev">Lower-case hex hash of the entry before; 64 zeros for the first.</param>
public sealed record LedgerEntry(
    long Seq,
    long At,
    string Type,
    string? Request,
    long? Round,
    string? Platform,
    string? Actor,
    string? Person,
    string? Level,
    string? Service,
    string? Repository,
    long? PullRequest,
    string? HeadSha,
    string Policy,
    string Roster,
    string? Verdict,
    string? Assignee,
    long? SecondsToDecide,
    string? Body,
    string? Detail,
    long? Count,
    string Prev)
{
    public const int FormatVersion = 1;

    public static string Genesis { get; } = new('0', 64);
}

/// <summary>An entry as stored: its exact canonical bytes and their hash.</summary>
public sealed record SealedEntry(LedgerEntry Entry, byte[] Bytes, string Hash);
