namespace Countersign.Teams.Wire.Connector;

/// <summary>
/// Our token, asked for when there is none and again a little before it ends; by one caller at a time, while
/// the others wait for that one. It belongs to one app in one tenant of one cloud: those of its settings.
/// </summary>
internal sealed class AccessTokens(TokenEndpoint endpoint, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SingleFlight<ConnectorResult<AccessToken>> _asking = new();
    private readonly long _start = time.GetTimestamp();
    private Held? _held;

    private TimeSpan Now => time.GetElapsedTime(_start);

    public async Task<ConnectorResult<AccessToken>> Get(CancellationToken ct)
    {
        var held = Volatile.Read(ref _held);
        if (held is not null && Now < held.RenewAt) return held.Token;
        var asked = await _asking.Join(Ask).WaitAsync(ct);
        // Renewing failed, and the old one still lives: it does for now.
        return asked is ConnectorResult<AccessToken>.Failed && Volatile.Read(ref _held) is { } old && Now < old.EndsAt
            ? old.Token
            : asked;
    }

    /// <summary>Teams did not take it: the next caller asks for another. Whoever was given a newer one keeps it.</summary>
    public void Drop(AccessToken token)
    {
        var held = Volatile.Read(ref _held);
        if (ReferenceEquals(held?.Token.Value, token)) Interlocked.CompareExchange(ref _held, null, held);
    }

    private async Task<ConnectorResult<AccessToken>> Ask()
    {
        // Somebody may have been here between our look and our turn.
        if (Volatile.Read(ref _held) is { } held && Now < held.RenewAt) return held.Token;
        var asked = Now;
        var result = await endpoint.Ask(Patience);
        if (result is ConnectorResult<AccessToken>.Done done)
        {
            var lives = done.Value.Lifetime;
            var early = lives / 2 < Early ? lives / 2 : Early;
            Volatile.Write(ref _held, new Held(done, asked + lives - early, asked + lives));
        }

        return result;
    }

    private sealed record Held(ConnectorResult<AccessToken>.Done Token, TimeSpan RenewAt, TimeSpan EndsAt);
}
