using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Core.Tests.Desk;

/// <summary>Copies that are made in no time, or fail as a test wants it.</summary>
internal sealed class MadeUpBackups : IBackups
{
    public bool IsOn { get; set; }

    public string? Trouble { get; set; }

    /// <summary>The copy never ends, as when the process does.</summary>
    public bool Hangs { get; set; }

    public List<LocalDate> Made { get; } = [];

    public Task<string?> Make(LocalDate day, CancellationToken cancel)
    {
        Made.Add(day);
        return Hangs ? new TaskCompletionSource<string?>().Task : Task.FromResult(Trouble);
    }
}
