using System.Runtime.InteropServices;
using SQLitePCL;

namespace Countersign.Storage.Sqlite;

/// <summary>
/// Chooses the native library once: the operating system's SQLite, which gets security and durability fixes, when it is at
/// least as new as the bundled one; else the bundled one (3.35.5).
/// </summary>
internal static class NativeSqlite
{
    private const int BundledVersion = 3_035_005;

    private static readonly Lazy<bool> Loaded = new(Load);

    private delegate int VersionNumber();

    public static void Ensure() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => name == "e_sqlite3" ? OfTheSystem() : IntPtr.Zero);
        Batteries_V2.Init();
        // Each connection serves one thread at a time, so SQLite need not lock it on every call; nobody asks for its memory
        // statistics, which cost a lock on every allocation. Both only count before the first connection: refused later, no harm.
        _ = raw.sqlite3_shutdown();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        _ = raw.sqlite3_initialize();
        return true;
    }

    // Zero means "not mine": the runtime goes on to the bundled library.
    private static IntPtr OfTheSystem()
    {
        if (!NativeLibrary.TryLoad("libsqlite3.so.0", out var library))
            return IntPtr.Zero;
        return NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
            && Marshal.GetDelegateForFunctionPointer<VersionNumber>(version)() >= BundledVersion
                ? library
                : IntPtr.Zero;
    }
}
