using System.Globalization;

namespace Countersign.Storage.Sqlite;

/// <summary>
/// One process a database: holds <c>&lt;path&gt;.lock</c> until disposed. A file of its own, because closing any other handle on
/// the database file would drop SQLite's locks. The process id stands in <c>&lt;path&gt;.pid</c>, because a locked file can't be read.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // ENOSPC and EDQUOT on Linux and macOS, ERROR_DISK_FULL on Windows.
    private static readonly int[] NoRoom = [28, 122, 69, unchecked((int)0x80070070)];

    private readonly FileStream _held;
    private readonly string _pidPath;
    private readonly string? _realLock;
    private string? _realDatabase;

    private FileLock(FileStream held, string pidPath) => (_held, _pidPath, _realLock) = (held, pidPath, OpenFiles.PathOf(held));

    /// <summary>The lock and the watched database are still the files that stand at their paths; true as well where that can't be told.</summary>
    public bool IsInPlace =>
        OpenFiles.PathOf(_held) == _realLock && (_realDatabase is null || OpenFiles.Has(_realDatabase) != false);

    /// <summary>From here on <see cref="IsInPlace"/> looks at the database too, which is open by now.</summary>
    public void Watch(string path)
    {
        var real = RealPath(path, _realLock);
        _realDatabase = real is not null && OpenFiles.Has(real) == true ? real : null;
    }

    /// <exception cref="StoreNotOpenedException">Another process, or another store of this one, holds it.</exception>
    public static FileLock Take(string path)
    {
        var lockPath = path + ".lock";
        var pidPath = path + ".pid";
        if (Directory.Exists(path))
            throw new StoreNotOpenedException($"{path} is a directory. Name a file in it, such as {Path.Combine(path, "countersign.db")}.");
        FileStream? held = null;
        try
        {
            held = Open(lockPath);
            if (!Excludes(lockPath))
                throw new StoreNotOpenedException(
                    $"Files can't be locked in the directory of {path} (a network drive, or file locking is switched off). "
                    + "Two processes could write at once: put the database on a local disk.");
            if (HolderOf(pidPath) is { } other && other != Environment.ProcessId
                && RealPath(path, OpenFiles.PathOf(held)) is { } real && OpenFiles.Has(real, other) == true)
                throw new StoreNotOpenedException(
                    $"{path} is in use by process {other}, although somebody has removed its {lockPath}. "
                    + "Only one process may use a database: stop that one first, or give this one a database of its own.");
            File.WriteAllText(pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            var taken = new FileLock(held, pidPath);
            held = null;
            return taken;
        }
        catch (IOException e) when (NoRoom.Contains(e.HResult))
        {
            throw new StoreNotOpenedException($"The disk of {path} is full. Make room, then start again.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreNotOpenedException($"No right to write {lockPath}. Let this user write the directory of the database.", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new StoreNotOpenedException($"The directory of {path} does not exist. Create it, or set another database path.", e);
        }
        catch (IOException e)
        {
            var holder = HolderOf(pidPath) is { } process ? $"process {process}" : "another process";
            throw new StoreNotOpenedException(
                $"{path} is in use by {holder} (it holds {lockPath}). "
                + "Only one process may use a database: stop that one first, or give this one a database of its own.", e);
        }
        finally
        {
            held?.Dispose();
        }
    }

    // The lock file stays: deleting it would let two processes hold "the" lock on two different files.
    public void Dispose()
    {
        try
        {
            File.Delete(_pidPath);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It only names us to whoever is refused; its folder may have been taken away.
        }

        _held.Dispose();
    }

    private static FileStream Open(string lockPath) =>
        new(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    // Tried, not assumed: .NET ignores locks on some file systems, and a setting switches them off.
    private static bool Excludes(string lockPath)
    {
        try
        {
            using var second = Open(lockPath);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // The directories' links are resolved in the lock's real path; the database file may be a link itself.
    private static string? RealPath(string path, string? realLock) => realLock is null
        ? null
        : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? realLock[..^".lock".Length];

    private static int? HolderOf(string pidPath)
    {
        try
        {
            return int.TryParse(File.ReadAllText(pidPath), CultureInfo.InvariantCulture, out var process) ? process : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
