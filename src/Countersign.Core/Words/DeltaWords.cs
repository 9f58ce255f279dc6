using System.Globalization;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>A week's figure beside the usual one.</summary>
internal static class DeltaWords
{
    /// <summary>", 4.5 more than usual"; empty when there is no usual week.</summary>
    public static string More(int count, double? usual)
    {
        if (usual is not { } mean)
            return "";
        var by = Math.Round(count - mean, 1, MidpointRounding.AwayFromZero);
        return by == 0 ? ", as usual" : $", {Math.Abs(by).ToString("0.#", CultureInfo.InvariantCulture)} {(by > 0 ? "more" : "fewer")} than usual";
    }

    /// <summary>"; the half is 20 min later than usual"; empty when there is no usual time.</summary>
    public static string Longer(Duration half, Duration? usual)
    {
        if (usual is not { } mean)
            return "";
        var by = (long)Math.Round((half - mean).TotalMinutes);
        return by == 0 ? "; as usual" : $"; the half is {Hours.Of(Math.Abs(by))} {(by > 0 ? "slower" : "faster")} than usual";
    }
}
