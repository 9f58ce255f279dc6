namespace Countersign.Adapters.Tests.Docs;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Ignored = ["bin", "obj", ".git", "TestResults", "artifacts", "data"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Every file that is written by hand, by its path from the root.</summary>
    public static IEnumerable<string> Files() => FilesOf(new DirectoryInfo(Root)).Select(f => Path.GetRelativePath(Root, f.FullName));

    private static IEnumerable<FileInfo> FilesOf(DirectoryInfo folder) => folder.EnumerateFiles()
        .Concat(folder.EnumerateDirectories().Where(d => !Ignored.Contains(d.Name)).SelectMany(FilesOf));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
