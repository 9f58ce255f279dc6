using System.Buffers;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>
/// Names a request beyond its number. Numbers begin again where a restored backup or a new database ends, so a card of a lost
/// request may carry the number of another one; the instant of submission tells them apart.
/// </summary>
public readonly record struct RequestStamp
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int Shortest = 8;
    private const int Longest = 13;
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Digits);

    private RequestStamp(string value) => Value = value;

    /// <summary>A card from before cards had stamps: no request's.</summary>
    public static RequestStamp None { get; } = new("");

    /// <summary>Unix milliseconds in base 36, at least eight digits.</summary>
    public string Value { get; }

    public static RequestStamp Of(Instant submitted)
    {
        var digits = new Stack<char>();
        for (var left = Math.Max(0, submitted.ToUnixTimeMilliseconds()); left > 0; left /= Digits.Length)
            digits.Push(Digits[(int)(left % Digits.Length)]);
        return new RequestStamp(string.Concat(digits).PadLeft(Shortest, '0'));
    }

    public static bool TryParse(string text, out RequestStamp stamp)
    {
        var valid = text.Length is >= Shortest and <= Longest && !text.AsSpan().ContainsAnyExcept(Allowed);
        stamp = valid ? new RequestStamp(text) : None;
        return valid;
    }

    public override string ToString() => Value;
}
