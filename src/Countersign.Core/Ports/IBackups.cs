using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>Where copies of the record are kept.</summary>
public interface IBackups
{
    /// <summary>False when the settings name no folder.</summary>
    bool IsOn { get; }

    /// <summary>Makes the copy of a day, in place of one that was begun and not finished; older ones than the newest seven go.</summary>
    /// <returns>Null when it is there; else what went wrong and what to do.</returns>
    Task<string?> Make(LocalDate day, CancellationToken cancel);
}
