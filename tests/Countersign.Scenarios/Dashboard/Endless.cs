using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Dashboard;

/// <summary>Texts without a place to break, as long as each may be: a request's title, a service's and a person's name.</summary>
internal static class Endless
{
    /// <summary>Finds what its box cuts off: a table's corners are round, so what is too wide for it would be hidden, not scrolled.</summary>
    public const string Clipped = """
        [...document.querySelectorAll('table, td, th, main, header, dd, li')]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && e.clientWidth > 1)
            .map(e => `${e.tagName} ${e.className}: ${e.scrollWidth} > ${e.clientWidth}`)
        """;

    public static string Title { get; } = new('x', 150);

    public static string Service { get; } = new('S', 60);

    /// <summary>The town, with such a service and such people.</summary>
    public static string Policy => Town.Policy
        .Replace("name: Payments", $"name: {Service}", StringComparison.Ordinal)
        .Replace("name: Lee Park", $"name: {new string('L', 80)}", StringComparison.Ordinal)
        .Replace("name: Ana Souza", $"name: {new string('A', 80)}", StringComparison.Ordinal);
}
