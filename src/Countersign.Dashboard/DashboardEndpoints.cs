using Countersign.Core.Ports;
using Countersign.Dashboard.Door;
using Countersign.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Countersign.Dashboard;

/// <summary>Which pages there are. All but the door need a session; all but signing in and out are GET or HEAD, and write nothing.</summary>
public static class DashboardEndpoints
{
    // The server leaves the body out where only the head is asked for.
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

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
        routes.MapMethods("/assets/charts.css", Reading, reception.Outside(async (_, http) =>
        {
            await Assets.WriteStyle(http, styles);
            return null;
        }));
        routes.MapMethods("/assets/{name}", Reading, reception.Outside(async (_, http) =>
            await Assets.Write(http, http.GetRouteValue("name") as string ?? "") ? null : Reception.NotThere));
        if (options.IsOpen)
            return;
        var door = services.GetRequiredService<SigningIn>();
        routes.MapMethods("/sign-in", Reading, reception.Outside((_, http) => Task.FromResult<Shown?>(SigningIn.Ask(http))));
        routes.MapPost("/sign-in", reception.Outside(door.In));
        routes.MapPost("/sign-out", reception.Outside((sight, http) => Task.FromResult<Shown?>(door.Out(sight, http))));
    }

    /// <summary>
    /// Answers what no route did under the dashboard's own path, such as an address that somebody mistyped: a page for whoever reads pages,
    /// and its headers for everybody.
    /// </summary>
    /// <returns>False when somebody else has to say it: it is no such path, nothing about paths, or no page is wanted.</returns>
    public static async Task<bool> Explain(HttpContext http)
    {
        var services = http.RequestServices;
        if (!http.Request.Path.StartsWithSegments(services.GetRequiredService<DashboardOptions>().Under)
            || (http.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Reception.NotThere,
                StatusCodes.Status405MethodNotAllowed => Reception.NotThatWay,
                _ => null,
            }) is not { } page)
            return false;
        Reception.Protect(http.Response.Headers);
        if (!Visitor.ReadsPages(http.Request))
            return false;
        await services.GetRequiredService<Reception>().Outside((_, _) => Task.FromResult<Shown?>(page))(http);
        return true;
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

        routes.MapMethods("/export", Reading, services.GetRequiredService<Reception>().InsideFile(services.GetRequiredService<Downloads>().Send));

        void Room(string path, Func<Sight, HttpContext, Task<Shown?>> show) =>
            routes.MapMethods(path, Reading, services.GetRequiredService<Reception>().Inside(show));
    }
}
