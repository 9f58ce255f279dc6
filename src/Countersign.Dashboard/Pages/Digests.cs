namespace Countersign.Dashboard.Pages;

/// <summary>The digests by week. This version makes none: the room is where they will be.</summary>
internal static class Digests
{
    /// <param name="week">Such as <c>2026-W47</c>; null for the newest.</param>
    public static Task<Shown> Show(string? week) => Task.FromResult(new Shown(typeof(DigestPage), new DigestPage.Of(week)));
}
