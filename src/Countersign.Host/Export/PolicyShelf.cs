using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using Countersign.Storage;

namespace Countersign.Host.Export;

/// <summary>The policy files of a record, read when an entry names one. A few are kept: who walks through the years needs few at a time.</summary>
internal sealed class PolicyShelf(SqliteRecord record)
{
    private const int Kept = 8;

    private readonly Dictionary<string, PolicyBook> _kept = [];
    private readonly Queue<string> _order = new();
    private PolicyBook? _inForce;

    /// <summary>The newest that can be read; an empty one when none can.</summary>
    public PolicyBook InForce => _inForce ??= record.AcceptedPolicies().Select(Read).LastOrDefault(book => book is not null) ?? PolicyBook.Empty;

    /// <returns>The one of this digest; the one in force where the record has none that can be read.</returns>
    public PolicyBook Of(string digest)
    {
        if (_kept.TryGetValue(digest, out var known))
            return known;
        if (_order.Count == Kept)
            _kept.Remove(_order.Dequeue());
        _order.Enqueue(digest);
        return _kept[digest] = (record.Policy(digest) is { } bytes ? Read(bytes) : null) ?? InForce;
    }

    private static PolicyBook? Read(byte[] bytes) => PolicyFileReader.Read(bytes, ChatHomes.Any, "an accepted policy").Book;
}
