namespace Countersign.Host.CommandLine.Simulating;

/// <summary>Where chart and figures go.</summary>
internal static class Target
{
    public static string Chart(string name) => $"{name}.svg";

    public static string Figures(string name) => $"{name}.json";

    /// <summary>Why they can't be written there, and what to do; null when they can. Leaves nothing behind.</summary>
    public static string? WhyNot(string name)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(name));
        if (!Directory.Exists(folder))
            return $"The folder {folder} does not exist. Make it, or name another one with --out.";
        try
        {
            foreach (var file in (string[])[Chart(name), Figures(name)])
                Try(file);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return $"{Path.GetFullPath(name)}.svg and .json can't be written: {failed.Message} Name another place with --out.";
        }
    }

    // Only trying tells: permissions, a read-only disk and a folder of that name look different everywhere.
    private static void Try(string file)
    {
        var isNew = !File.Exists(file);
        using (File.Open(file, FileMode.OpenOrCreate, FileAccess.Write))
        {
        }

        if (isNew)
            File.Delete(file);
    }
}
