using Countersign.Core.Policy;

namespace Countersign.Core.Digest;

/// <summary>Whose digest: a team's, or the house's, which tells of the services that no team has.</summary>
public abstract record DigestScope
{
    private DigestScope()
    {
    }

    public sealed record OfTeam(TeamId Team) : DigestScope
    {
        public override string ToString() => $"team/{Team}";
    }

    public sealed record OfHouse : DigestScope
    {
        public override string ToString() => "house";
    }

    public static DigestScope House { get; } = new OfHouse();

    /// <summary>Reads what <see cref="object.ToString"/> writes.</summary>
    /// <returns>Null when it is neither.</returns>
    public static DigestScope? Read(string text) => text switch
    {
        "house" => House,
        _ when text.StartsWith("team/", StringComparison.Ordinal) => new OfTeam(new TeamId(text["team/".Length..])),
        _ => null,
    };
}

/// <summary>One week's digest of a team or the house. Unique: it is posted once.</summary>
public sealed record DigestKey(DigestScope Scope, DigestWeek Week);
