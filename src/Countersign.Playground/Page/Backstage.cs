using System.Collections.Immutable;
using Countersign.Core.Ledger;

namespace Countersign.Playground.Page;

/// <summary>What the page needs of the bot behind the chat: to show the ledger, and to let it see what came due.</summary>
/// <param name="LedgerAfter">The entries with a greater number than the given one, in order.</param>
/// <param name="ClockMoved">Called after the clock was moved.</param>
public sealed record Backstage(Func<long, CancellationToken, Task<ImmutableArray<SealedEntry>>> LedgerAfter, Action ClockMoved)
{
    /// <summary>What the guide proposes to type first: a command that fits the sample services.</summary>
    public string FirstCommand { get; init; } = "/signoff https://github.com/acme/payments-api/pull/12";

    /// <summary>What it proposes to type next, still in Slack, for a reviewer who is in Teams.</summary>
    public string TeamsCommand { get; init; } = "/signoff https://github.com/acme/billing/pull/7";
}
