using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Countersign.Playground.StandIn;

/// <summary>Real HTTP on the loopback address only.</summary>
/// <param name="port">0 takes any free one.</param>
/// <param name="handle">Answers every request.</param>
internal sealed class LoopbackServer(int port, RequestDelegate handle) : IAsyncDisposable
{
    private WebApplication? _app;

    private CancellationToken Stopping => _app!.Lifetime.ApplicationStopping;

    /// <summary>Gives the address it listens on.</summary>
    public async Task<Uri> Start()
    {
        // The empty builder reads no settings: an ASPNETCORE_URLS meant for the bot must not move the stand-in.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(handle);
        await _app.StartAsync();
        return new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Makes a call late. Slow work is done even for a caller who has left meanwhile: that is what makes a time-out ambiguous.</summary>
    public Task Delay(Failure? failure) => failure is Failure.Slow slow ? Task.Delay(slow.By, Stopping) : Task.CompletedTask;

    /// <summary>Does what the caller sees of a failure that prevents or hides.</summary>
    public async Task Fail(HttpContext http, Failure failure)
    {
        switch (failure)
        {
            case Failure.Down:
                http.Abort();
                break;
            case Failure.NeverAnswers or Failure.DoneThenSilence:
                await UntilGone(http);
                break;
            case Failure.Garbage:
                await http.Response.WriteAsync("<html>We are on it");
                break;
            default:
                http.Response.StatusCode = failure.Seen;
                break;
        }
    }

    private async Task UntilGone(HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, Stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
