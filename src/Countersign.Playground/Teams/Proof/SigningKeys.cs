using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>The channel's key set, and which key signs now.</summary>
public sealed class SigningKeys
{
    private readonly Lock _gate = new();
    private readonly List<SigningKey> _published = [SigningKey.Number(0)];
    private SigningKey _current = SigningKey.Number(0);
    private int _made;

    /// <summary>Signs from now on.</summary>
    public SigningKey Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    public IReadOnlyList<SigningKey> Published
    {
        get
        {
            lock (_gate) return [.. _published];
        }
    }

    /// <summary>Signs with a new key from now on.</summary>
    /// <param name="keepOld">Whether the key set still has the old one.</param>
    public SigningKey RollOver(bool keepOld = true)
    {
        lock (_gate)
        {
            _current = SigningKey.Number(++_made);
            if (!keepOld) _published.Clear();
            _published.Add(_current);
            return _current;
        }
    }

    /// <summary>Puts a key in the set beside the others.</summary>
    public void Publish(SigningKey key)
    {
        lock (_gate) _published.Add(key);
    }

    /// <summary>Takes a key out of the set.</summary>
    public void Withdraw(string kid)
    {
        lock (_gate) _published.RemoveAll(key => key.Kid == kid);
    }

    internal JsonObject KeySet() => new() { ["keys"] = new JsonArray([.. Published.Select(key => (JsonNode)key.Jwk())]) };
}
