using System.Globalization;

namespace Countersign.Host.CommandLine;

/// <summary>A number with its word.</summary>
internal static class Count
{
    public static string Of(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");
}
