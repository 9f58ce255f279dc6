using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Countersign.Teams.Wire.Auth;

/// <summary>
/// Tokens whose signature was checked, by their hash, until they expire. The channel uses one token for an
/// hour of activities; only what it signed ever comes in here, and what an activity says is compared each time.
/// </summary>
internal sealed class VerifiedTokens
{
    public const int Capacity = 1024;

    private readonly ConcurrentDictionary<TokenHash, VerifiedToken> _tokens = [];

    public int Count => _tokens.Count;

    public VerifiedToken? Find(in TokenHash hash, Instant now) =>
        _tokens.TryGetValue(hash, out var token) && token.Lifetime.Holds(now) ? token : null;

    public void Keep(in TokenHash hash, VerifiedToken token, Instant now)
    {
        if (_tokens.Count >= Capacity) MakeRoom(now);
        _tokens[hash] = token;
    }

    // A full cache of living tokens starts anew: a signature check more is cheap, and it stays bounded.
    private void MakeRoom(Instant now)
    {
        foreach (var (hash, token) in _tokens)
        {
            if (!token.Lifetime.Holds(now)) _tokens.TryRemove(hash, out _);
        }

        if (_tokens.Count >= Capacity) _tokens.Clear();
    }
}

/// <summary>What is left to compare with each activity.</summary>
/// <param name="Key">The one that verified it.</param>
internal sealed record VerifiedToken(string ServiceUrl, ChannelKey Key, Lifetime Lifetime);

/// <summary>SHA-256 of a token.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(ReadOnlySpan<char> asciiToken)
    {
        Span<byte> bytes = asciiToken.Length <= 4096 ? stackalloc byte[asciiToken.Length] : new byte[asciiToken.Length];
        Encoding.ASCII.GetBytes(asciiToken, bytes);
        Span<ulong> parts = stackalloc ulong[4];
        SHA256.HashData(bytes, MemoryMarshal.AsBytes(parts));
        return new TokenHash(parts[0], parts[1], parts[2], parts[3]);
    }
}
