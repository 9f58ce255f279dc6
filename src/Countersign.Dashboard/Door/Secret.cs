using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Countersign.Dashboard.Door;

/// <summary>256 random bits in hex. What is kept of one is its hash: whoever reads the memory or a dump of it can't use it.</summary>
internal static class Secret
{
    private const int Bytes = 32;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    public static bool Looks(string? text) => text is { Length: 2 * Bytes } && !text.AsSpan().ContainsAnyExcept(Hex);
}
