using System.Text.RegularExpressions;
using Countersign.Adapters.Tests.Docs;
using Countersign.Adapters.Tests.Storage;
using Countersign.Host;
using Countersign.Host.Settings;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Dashboard;

/// <summary>A proxy that keeps the list of what passes lets all of the dashboard through, and nothing else.</summary>
public sealed partial class ProxyPathsTests
{
    [Fact]
    public async Task The_documented_list_of_paths_is_that_of_the_routes()
    {
        await using var temporary = new TemporaryStore();
        var settings = new HostSettings(null, null, temporary.Path, Path.Combine(temporary.Folder, "policy.yaml"), new Uri("http://127.0.0.1:0"), null);
        await using var app = App.Build(settings, temporary.Store, new ConfigurationBuilder().Build());
        var mapped = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.StartsWith("/health/", StringComparison.Ordinal))
            .Select(path => path.StartsWith("/assets/", StringComparison.Ordinal) ? "/assets/*" : Parameter().Replace(path, "*"))
            .Distinct()
            .ToList();
        mapped.Count.ShouldBeGreaterThan(8);

        Documented().ShouldBe(mapped, ignoreOrder: true);
    }

    private static IEnumerable<string> Documented()
    {
        var list = Repository.Read("docs/operations.md").Split("To keep the list of what passes, these are its paths:")[1].Split('\n')[0].Split(". ")[0];
        return Quoted().Matches(list).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Parameter();
}
