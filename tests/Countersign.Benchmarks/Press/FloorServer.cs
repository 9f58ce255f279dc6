using System.Text;
using Countersign.Edge;
using Countersign.Slack.Wire;
using Countersign.Teams;
using Countersign.Teams.Wire.Auth;
using Countersign.Teams.Wire.Inbound;

namespace Countersign.Benchmarks.Press;

/// <summary>The least that any honest endpoint does: read the raw bytes, verify the signature, parse the payload, answer 200.</summary>
internal static class FloorServer
{
    private const int Most = 512 * 1024;
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(Presses.Secret);

    /// <param name="keys">Where the channel's keys are described.</param>
    public static async Task<int> Run(Uri keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(Presses.Path, (RequestDelegate)Answer);
        var settings = new TeamsSettings(
            TeamsPresses.AppId, new TeamsCredential.Secret("x"), TeamsPresses.Tenant, keys, keys, ["127.0.0.1:1"], [TeamsPresses.Tenant]);
        var tokens = new ChannelTokens(settings, OutboundHttp.Create());
        app.MapPost(TeamsPresses.Path, (RequestDelegate)(http => AnswerTeams(http, tokens)));
        app.MapGet("/health/ready", () => Results.Ok());
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"listening {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task Answer(HttpContext http)
    {
        var length = (int)Math.Min(http.Request.ContentLength ?? 0, Most);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await http.Request.Body.ReadExactlyAsync(buffer.AsMemory(0, length));
            var good = SlackSignature.Verify(
                Secret, http.Request.Headers["X-Slack-Request-Timestamp"], http.Request.Headers["X-Slack-Signature"],
                buffer.AsSpan(0, length), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
            http.Response.StatusCode = good && Interaction.TryParseForm(buffer.AsSpan(0, length), out _) ? 200 : 401;
            http.Response.ContentLength = 0;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task AnswerTeams(HttpContext http, ChannelTokens tokens)
    {
        var length = (int)Math.Min(http.Request.ContentLength ?? 0, Most);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await http.Request.Body.ReadExactlyAsync(buffer.AsMemory(0, length));
            var now = NodaTime.Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            http.Response.StatusCode = Activity.TryParse(buffer.AsSpan(0, length), out var activity)
                && await tokens.Verify(http.Request.Headers.Authorization, activity, now) is TokenVerdict.Proven ? 200 : 401;
            http.Response.ContentLength = 0;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
