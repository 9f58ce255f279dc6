using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Adapters.Tests.Storage;

internal sealed class NoBackups : IBackups
{
    public bool IsOn => false;

    public Task<string?> Make(LocalDate day, CancellationToken cancel) => throw new NotSupportedException("They are off.");
}
