using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>For how long somebody said that they put a review off.</summary>
public abstract record SnoozeTime
{
    private SnoozeTime()
    {
    }

    public sealed record Of(Duration Time) : SnoozeTime;

    /// <summary>No longer.</summary>
    public sealed record Off : SnoozeTime;

    public sealed record Missing : SnoozeTime;

    public sealed record NotUnderstood(string Words) : SnoozeTime;

    public sealed record TooShort(string Words) : SnoozeTime;

    /// <summary>Longer than a day; what is longer than their tier allows is refused.</summary>
    public sealed record TooLong(string Words) : SnoozeTime;
}
