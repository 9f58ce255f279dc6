using Countersign.Core.Ports;
using Countersign.Dashboard.Door;
using Countersign.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Countersign.Dashboard;

/// <summary>Which pages there are. All but the door need a session; all but signing in and out are GET, and write nothing.</summary>
public static class DashboardEndpoints
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardOptions options) => services
        .AddSingleton(options)
        .AddSingleton<SignInLinks>()
        .AddSingleton<Sessions>()
        .AddSingleton<TryLimit>()
        .AddSingleton<IDashboardDoor, DashboardDoor>()
        .AddSingleton<Reception>()
        .AddSingleton<SigningIn>()
        .AddSingleton<Queues>()
        .AddSingleton<Requests>()
        .AddSingleton<Crowd>()
        .AddSingleton<Digests>()
        .AddSingleton<Downloads>()
        .AddSingleton<Ledgers>()
        .AddSingleton<Policies>();

    public static void Map(IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var options = services.GetRequiredService<DashboardOptions>();
        var routes = app.MapGroup(options.Under);
        Rooms(routes, services);
        var reception = services.GetRequiredService<Reception>();
        var styles = services.GetRequiredService<Core.Charts.IChartDrawer>().Css;
        routes.MapGet("/assets/charts.css", reception.Outside(async (_, http) =>
        {
            await Assets.WriteStyle(http, styles);
            return null;
        }));
        routes.MapGet("/assets/{name}", reception.Outside(async (_, http) =>
            await Assets.Write(http, http.GetRouteValue("name") as string ?? "") ? null : NotThere()));
        if (options.IsOpen)
            return;
        var door = services.GetRequiredService<SigningIn>();
        routes.MapGet("/sign-in", reception.Outside((_, http) => Task.FromResult<Shown?>(SigningIn.Ask(http))));
        routes.MapPost("/sign-in", reception.Outside(door.In));
        routes.MapPost("/sign-out", reception.Outside((sight, http) => Task.FromResult<Shown?>(door.Out(sight, http))));
    }

    private static void Rooms(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var (queues, requests, crowd, ledgers, policies) = (
            services.GetRequiredService<Queues>(), services.GetRequiredService<Requests>(), services.GetRequiredService<Crowd>(),
            services.GetRequiredService<Ledgers>(), services.GetRequiredService<Policies>());
        Room("/", async (sight, http) => await queues.Show(sight, http.Request, http.RequestAborted));
        Room("/requests/{number}", (sight, http) => requests.Show(sight, http.GetRouteValue("number") as string ?? "", http.RequestAborted));
        Room("/people", async (sight, http) => await crowd.Show(sight, http.RequestAborted));
        var digests = services.GetRequiredService<Digests>();
        Room("/digest", async (sight, http) => await digests.Show(sight, null, http.Request.Query["of"], http.RequestAborted));
        Room("/digest/{week}", async (sight, http) => await digests.Show(sight, http.GetRouteValue("week") as string, http.Request.Query["of"], http.RequestAborted));
        Room("/ledger", async (_, http) => await ledgers.Show(http.Request, http.RequestAborted));
        Room("/policy", async (_, http) => await policies.Show(http.RequestAborted));

        routes.MapGet("/export", services.GetRequiredService<Reception>().InsideFile(services.GetRequiredService<Downloads>().Send));

        void Room(string path, Func<Sight, HttpContext, Task<Shown?>> show) =>
            routes.MapGet(path, services.GetRequiredService<Reception>().Inside(show));
    }

    private static Shown NotThere() => Reception.Word("Not here", Core.Words.DashboardWords.NotThere, StatusCodes.Status404NotFound);
}
