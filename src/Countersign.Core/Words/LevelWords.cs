using Countersign.Core.People;

namespace Countersign.Core.Words;

/// <summary>Levels as people say them.</summary>
public static class LevelWords
{
    public static string Of(Level level) => level switch
    {
        Level.Unknown => "of unknown level",
        _ => level.ToString().ToLowerInvariant(),
    };

    /// <summary>Who may fill a seat of this level: "a senior or above", "a peer (mid or above)".</summary>
    public static string Qualified(Level atLeast) => atLeast switch
    {
        Level.Unknown or Level.Junior => "anybody who covers it",
        Level.Mid => "a peer (mid or above)",
        Level.Senior => "a senior or above",
        _ => "a principal",
    };
}
