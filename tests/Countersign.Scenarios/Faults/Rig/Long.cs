using System.Globalization;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>Whether the long runs are wanted: <c>COUNTERSIGN_LONG=1</c> (docs/faults.md).</summary>
internal static class Long
{
    public static bool Wanted { get; } = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") is "1";

    public static int Or(int longRun, int shortRun) => Wanted ? longRun : shortRun;

    /// <summary>A number that the environment may set, such as <c>COUNTERSIGN_KILLS</c>.</summary>
    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}

/// <summary>One at a time and after all others: they measure, and fill both cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class FaultTests
{
    public const string Name = "Faults";
}
