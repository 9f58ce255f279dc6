using Countersign.Dashboard.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Countersign.Dashboard;

/// <summary>Draws a page. The framework's components encode every text and attribute; nothing here writes markup of its own.</summary>
internal static class Rendering
{
    public static async Task Write(HttpContext http, Sight sight, Shown shown)
    {
        await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Root>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(Root.Sight)] = sight,
                [nameof(Root.Page)] = shown.Page,
                [nameof(Root.Model)] = shown.Model,
            }));
            return root.ToHtmlString();
        });
        http.Response.StatusCode = shown.Status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page.TrimStart(), http.RequestAborted);
    }
}
