using System.Globalization;
using Countersign.Playground.Town;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Host.Playground;

/// <summary>Where the playground keeps what it remembers: a folder of its own, never a real installation's.</summary>
internal sealed class PlaygroundFiles
{
    private readonly string _folder;

    private PlaygroundFiles(string folder) => _folder = folder;

    public string Database => Path.Combine(_folder, "countersign.db");

    public string Policy => Path.Combine(_folder, "policy.yaml");

    public string Workspace => Path.Combine(_folder, "slack.json");

    public string Tenant => Path.Combine(_folder, "teams.json");

    private string Skipped => Path.Combine(_folder, "clock");

    public static PlaygroundFiles In(string folder) => new(Path.Combine(folder, "data", "playground"));

    public void Make()
    {
        Directory.CreateDirectory(_folder);
        if (!File.Exists(Policy))
            File.WriteAllBytes(Policy, SampleTown.Policy());
    }

    /// <summary>Deletes what the playground made, and nothing else that may lie there.</summary>
    /// <exception cref="StoreNotOpenedException">Another playground runs on these files.</exception>
    public void Reset()
    {
        SqliteStore.ThrowIfInUse(Database);
        foreach (var file in (string[])[Database, Database + "-wal", Database + "-shm", Database + ".damaged", Policy, Workspace, Tenant, Skipped])
            File.Delete(file);
        Make();
    }

    /// <summary>Keeps a chat that can't be read out of the way; says where.</summary>
    public static string PutAside(string chat)
    {
        var aside = chat + ".broken";
        File.Move(chat, aside, overwrite: true);
        return aside;
    }

    /// <summary>By how much the clock was moved in earlier runs.</summary>
    public Duration Offset() =>
        File.Exists(Skipped) && long.TryParse(File.ReadAllText(Skipped), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 3_000L * 24 * 60 * 60
            ? Duration.FromSeconds(seconds)
            : Duration.Zero;

    public void Keep(Duration offset) => File.WriteAllText(Skipped, ((long)Math.Ceiling(offset.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
}
