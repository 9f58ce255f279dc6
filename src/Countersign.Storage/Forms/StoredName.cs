using System.Collections.Frozen;
using System.Text.Json;

namespace Countersign.Storage.Forms;

/// <summary>An enum's value as the database and the ledger name it: <c>changes_requested</c>.</summary>
internal static class StoredName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <exception cref="JsonException">No such name: the row is damaged.</exception>
    public static T Read<T>(string name)
        where T : struct, Enum => Names<T>.ByName.TryGetValue(name, out var value)
            ? value
            : throw new JsonException($"“{name}” is no {typeof(T).Name}");

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToFrozenDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

        public static readonly FrozenDictionary<string, T> ByName = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key);
    }
}
