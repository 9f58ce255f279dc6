using System.Globalization;

namespace Countersign.Storage.Sqlite;

/// <summary>
/// One process a database: holds <c>&lt;path&gt;.lock</c> until disposed. A file of its own, because closing any other handle on
/// the database file would drop SQLite's locks. The process id stands in <c>&lt;path&gt;.pid</c>, because a locked file can't be read.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _pidPath;

    private FileLock(FileStream held, string pidPath)
    {
        _held = held;
        _pidPath = pidPath;
    }

    /// <exception cref="StoreNotOpenedException">Another process, or another store of this one, holds it.</exception>
    public static FileLock Take(string path)
    {
        var lockPath = path + ".lock";
        var pidPath = path + ".pid";
        try
        {
            var held = Open(lockPath);
            if (!Excludes(lockPath))
            {
                held.Dispose();
                throw new StoreNotOpenedException(
                    $"Files can't be locked in the directory of {path} (a network drive, or file locking is switched off). "
                    + "Two processes could write at once: put the database on a local disk.");
            }

            File.WriteAllText(pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new FileLock(held, pidPath);
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
            throw new StoreNotOpenedException(
                $"{path} is in use by {Holder(pidPath)} (it holds {lockPath}). "
                + "Only one process may use a database: stop that one first, or give this one a database of its own.", e);
        }
    }

    // The lock file stays: deleting it would let two processes hold "the" lock on two different files.
    public void Dispose()
    {
        File.Delete(_pidPath);
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

    private static string Holder(string pidPath)
    {
        try
        {
            return "process " + File.ReadAllText(pidPath);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
