namespace Countersign.Adapters.Tests;

/// <summary>How many made-up inputs a suite tries: a short default, and with <c>COUNTERSIGN_LONG=1</c> as many as the documents promise (docs/faults.md).</summary>
internal static class Fuzz
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") is "1";

    public static int Strings { get; } = Long ? 100_000 : 25_000;
}
