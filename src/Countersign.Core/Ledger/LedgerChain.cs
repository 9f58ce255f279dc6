using System.Buffers;
using System.Security.Cryptography;

namespace Countersign.Core.Ledger;

/// <summary>
/// The hash chain. An entry's hash is the RFC 6962 leaf hash of its canonical bytes, SHA-256(0x00 ‖ bytes); the bytes name the
/// hash of the entry before.
/// </summary>
public static class LedgerChain
{
    public static SealedEntry Seal(LedgerEntry entry)
    {
        var bytes = CanonicalForm.Of(entry);
        return new SealedEntry(entry, bytes, HashOf(bytes));
    }

    public static string HashOf(ReadOnlySpan<byte> bytes) => HashOf([0x00], bytes);

    /// <summary>SHA-256(salt ‖ value), lower-case hex: names a value that can be erased later by erasing its salt.</summary>
    public static string Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> value) => HashOf(salt, value);

    /// <summary>What is wrong with <paramref name="stored"/> as the entry after <paramref name="before"/>; null when nothing is.</summary>
    public static string? FaultOf(SealedEntry stored, SealedEntry? before)
    {
        var seq = (before?.Entry.Seq ?? 0) + 1;
        if (stored.Entry.Seq != seq)
            return $"entry {seq} is missing (found {stored.Entry.Seq})";
        if (HashOf(stored.Bytes) != stored.Hash)
            return $"entry {seq}: its bytes do not give its hash";
        if (stored.Entry.Prev != (before?.Hash ?? LedgerEntry.Genesis))
            return $"entry {seq} does not follow from entry {seq - 1}";
        return CanonicalForm.Of(stored.Entry).AsSpan().SequenceEqual(stored.Bytes)
            ? null
            : $"entry {seq}: a column differs from its bytes";
    }

    // In one buffer, because a hash made in steps costs a context of its own each time.
    private static string HashOf(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = first.Length + second.Length;
        var rented = length > 2048 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var buffer = rented ?? stackalloc byte[2048];
        first.CopyTo(buffer);
        second.CopyTo(buffer[first.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer[..length], hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return Convert.ToHexStringLower(hash);
    }
}
