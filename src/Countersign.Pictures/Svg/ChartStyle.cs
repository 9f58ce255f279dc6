using Countersign.Pictures.Geometry;

namespace Countersign.Pictures.Svg;

/// <summary>How charts look on a page, in light and dark. Contrast of words at least 4.5 to 1, of marks 3 to 1; tests hold both.</summary>
public static class ChartStyle
{
    /// <summary>To be part of a page's style sheet.</summary>
    public static string Css { get; } = $$"""
        .chart { display: block; width: 100%; height: auto; max-width: 30rem; font-family: system-ui, sans-serif; {{Colours(Palette.Light)}} }
        @media (prefers-color-scheme: dark) { .chart { {{Colours(Palette.Dark)}} } }
        @media (forced-colors: active) { .chart { forced-color-adjust: none; background: {{Palette.Hex(Palette.Light(Ink.Paper))}}; {{Colours(Palette.Light)}} } }
        {{string.Join('\n', Enum.GetValues<Ink>().Select(ink => $".{Fill(ink)} {{ fill: var(--{Name(ink)}); }} .{Line(ink)} {{ stroke: var(--{Name(ink)}); }}"))}}

        """;

    internal static string Fill(Ink ink) => $"{Name(ink)}-fill";

    internal static string Line(Ink ink) => $"{Name(ink)}-line";

    private static string Name(Ink ink) => $"chart-{ink.ToString().ToLowerInvariant()}";

    private static string Colours(Func<Ink, uint> of) =>
        string.Join(' ', Enum.GetValues<Ink>().Select(ink => $"--{Name(ink)}: {Palette.Hex(of(ink))};"));
}
