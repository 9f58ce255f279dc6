namespace Countersign.Simulation;

/// <summary>The names of the strategies that others ask for by name.</summary>
public static class StrategyNames
{
    public const string Ours = "Countersign";

    /// <summary>What everything is compared with.</summary>
    public const string LoadBalance = "GitHub load balance";

    public const string ShortestQueue = "shortest queue";
}
