namespace Countersign.Storage.Policies;

/// <summary>When a policy file was accepted last.</summary>
internal sealed record AcceptedRow(string Digest, long AcceptedAt)
{
    public const string Newest = "select digest as Digest, accepted_at as AcceptedAt from policy_version order by ledger_seq desc limit @take";
}
