using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Countersign.Teams.Wire.Auth;

/// <summary>One of the channel's published keys.</summary>
/// <param name="Endorsements">The channels that it vouches for; none where it doesn't say.</param>
internal sealed record ChannelKey(RsaSecurityKey Key, FrozenSet<string> Endorsements)
{
    public bool Vouches(string channelId) => Endorsements.Contains(channelId);
}

/// <summary>The keys of one reading, and the tokens that they proved: who drops the keys drops the tokens.</summary>
internal sealed class KeySet(IEnumerable<ChannelKey> keys)
{
    private readonly FrozenDictionary<string, ChannelKey[]> _keys =
        keys.GroupBy(key => key.Key.KeyId, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    public VerifiedTokens Verified { get; } = new();

    /// <summary>Those of that id: one, unless the document is odd.</summary>
    public IReadOnlyList<ChannelKey> Named(string kid) => _keys.GetValueOrDefault(kid) ?? [];
}
