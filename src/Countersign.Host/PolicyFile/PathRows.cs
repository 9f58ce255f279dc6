using System.Collections.Immutable;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads patterns of files that are of a tier of their own.</summary>
internal static class PathRows
{
    public static ImmutableArray<PathRule> Read(YamlMap map)
    {
        var rules = ImmutableArray.CreateBuilder<PathRule>();
        foreach (var row in map.Maps("paths"))
        {
            var (pattern, tier) = (row.Text("pattern"), row.Tier("tier"));
            if (pattern is not null && PathPattern.FaultOf(pattern) is { } fault)
                row.Error("pattern", fault);
            else if (pattern is not null && tier is { } makes)
                rules.Add(new PathRule(PathPattern.Parse(pattern), makes.Value, row.At("pattern")));
        }

        return rules.ToImmutable();
    }
}
