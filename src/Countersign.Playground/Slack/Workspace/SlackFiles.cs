namespace Countersign.Playground.Slack;

/// <summary>A file that was sent to the workspace.</summary>
/// <param name="Length">As announced, in bytes.</param>
/// <param name="Bytes">Null until they came.</param>
/// <param name="Completed">When it was said to be complete; null before.</param>
public sealed record SlackFile(string Id, string Name, int Length, string AltText, ReadOnlyMemory<byte>? Bytes = null, DateTimeOffset? Completed = null)
{
    public string? Title { get; init; }
}

/// <summary>What the workspace keeps of files. A file is seen by nobody until a message shows it.</summary>
public sealed class SlackFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlackFile> _files = [];

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<SlackFile> All
    {
        get
        {
            lock (_gate) return [.. _files.Values.OrderBy(file => file.Id, StringComparer.Ordinal)];
        }
    }

    public SlackFile? Find(string? id)
    {
        lock (_gate) return id is null ? null : _files.GetValueOrDefault(id);
    }

    internal SlackFile Announce(string name, int length, string altText)
    {
        lock (_gate)
        {
            var file = new SlackFile($"F0STANDIN{_files.Count + 1:00000}", name, length, altText);
            _files.Add(file.Id, file);
            return file;
        }
    }

    /// <summary>Changes a file, where it is as <paramref name="if"/> asks.</summary>
    internal SlackFile? Change(string id, Func<SlackFile, bool> @if, Func<SlackFile, SlackFile> change)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(id, out var file) || !@if(file)) return null;
            return _files[id] = change(file);
        }
    }

    internal void Restore(IEnumerable<SlackFile> files)
    {
        lock (_gate)
        {
            foreach (var file in files) _files[file.Id] = file;
        }
    }
}
