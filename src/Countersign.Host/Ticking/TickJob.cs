using Quartz;

namespace Countersign.Host.Ticking;

/// <summary>The one tick. It owns no deadline: the tables do.</summary>
[DisallowConcurrentExecution]
public sealed class TickJob(Sweeper sweeper, PolicyWatch policy) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        sweeper.Wake();
        await policy.Look(cancellationToken);
    }
}
