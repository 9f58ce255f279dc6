using Countersign.Edge;

namespace Countersign.Host.Health;

/// <summary>At a stop, lets the calls to Slack that were begun for people come to their end.</summary>
public sealed class LastCalls(Later later) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => later.Finish(TimeSpan.FromSeconds(5));
}
