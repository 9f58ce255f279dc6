using System.Collections.Immutable;
using Countersign.Core.Policy;
using Countersign.Host.Settings;

namespace Countersign.Host.PolicyFile;

/// <summary>What is in force by the record: the last file that held whole, then each accepted since, without what it weakened.</summary>
internal static class AcceptedFiles
{
    /// <param name="files">As the store gives them, in order; none when no file ever was accepted.</param>
    /// <returns>The policy; and why a file can't be read, which leaves in doubt what is in force.</returns>
    public static (PolicyBook InForce, IReadOnlyList<string> Unreadable) Read(ImmutableArray<byte[]> files, HostSettings settings)
    {
        var book = PolicyBook.Empty;
        foreach (var file in files)
        {
            var reading = PolicyFileReader.Read(file, settings.Homes, settings.PolicyPath);
            if (reading.Book is not { } next)
                return (book, [.. reading.Errors.Take(5).Select(e => e.ToString())]);
            book = PolicyHold.Take(book, next);
        }

        return (book, []);
    }
}
