using Countersign.Core.Ports;

namespace Countersign.Dashboard.Pages;

/// <summary>The policy in force.</summary>
public sealed class Policies(IOverview overview)
{
    private const int Files = 10;

    internal async Task<Shown> Show(CancellationToken cancel) =>
        new(typeof(PolicyPage), new PolicyPage.Of(await overview.PoliciesAccepted(Files, cancel)));
}
