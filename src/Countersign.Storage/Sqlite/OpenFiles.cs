using System.Globalization;

namespace Countersign.Storage.Sqlite;

/// <summary>Which files a process has open, as Linux tells it under <c>/proc</c>. Elsewhere nothing is known.</summary>
internal static class OpenFiles
{
    /// <summary>The real path of an open file, links resolved. A file that was deleted, moved or replaced has another one since.</summary>
    /// <returns>Null when it can't be told.</returns>
    public static string? PathOf(FileStream open) =>
        OperatingSystem.IsLinux() ? TargetOf($"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}") : null;

    /// <summary>Whether the process has open the very file that stands at a path now.</summary>
    /// <param name="path">Links resolved.</param>
    /// <param name="process">Its id; null for this one.</param>
    /// <returns>Null when it can't be told: no such process, no right to look, or not Linux.</returns>
    public static bool? Has(string path, int? process = null)
    {
        var folder = $"/proc/{process?.ToString(CultureInfo.InvariantCulture) ?? "self"}/fd";
        try
        {
            return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Any(open => TargetOf(open) == path) : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? TargetOf(string open)
    {
        try
        {
            return new FileInfo(open).LinkTarget;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // Closed since it was listed.
            return null;
        }
    }
}
