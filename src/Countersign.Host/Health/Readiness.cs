using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Storage;

namespace Countersign.Host.Health;

/// <summary>What orchestrators ask: is the process alive, can it take decisions. The answers say nothing but that.</summary>
public sealed class Readiness(IStore store, SqliteStore sqlite, PolicyInForce policy)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        routes.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancel) => await readiness.IsReady(cancel)
            ? Results.Json(new { status = "ready" })
            : Results.Json(new { status = "unready" }, statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private async Task<bool> IsReady(CancellationToken cancel)
    {
        if (policy.Book.Digest.Length == 0 || sqlite.Damage is not null)
            return false;
        try
        {
            await store.Due(NodaTime.Instant.MinValue, 1, cancel);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
