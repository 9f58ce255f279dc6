using System.Diagnostics;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>A small disk that a test fills up. It has room for more than the log takes before it is checkpointed (40 MB).</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private SmallDisk(DirectoryInfo folder) => _folder = folder;

    public string Folder => _folder.FullName;

    private string Filler => Path.Combine(Folder, "filler");

    /// <returns>Null without the right to mount one.</returns>
    public static async Task<SmallDisk?> Mount()
    {
        var folder = Directory.CreateTempSubdirectory("countersign-disk-");
        if (OperatingSystem.IsLinux() && await Run("mount", "-t", "tmpfs", "-o", "size=96m", "countersign-test", folder.FullName) == 0)
            return new SmallDisk(folder);
        folder.Delete();
        return null;
    }

    /// <summary>Takes all room but about so much.</summary>
    public void FillUpTo(int bytesLeft)
    {
        MakeRoom();
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4_096];
        try
        {
            while (true)
                filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }

        filler.SetLength(Math.Max(0, filler.Length - bytesLeft));
    }

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Run("umount", "--lazy", Folder);
        _folder.Delete();
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
