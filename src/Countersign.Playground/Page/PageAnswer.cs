using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Countersign.Playground.Page;

/// <summary>What an endpoint of the page answers: data, or a refusal with a sentence for the person.</summary>
internal sealed record PageAnswer(int Status, JsonObject Body)
{
    public static PageAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    public static PageAnswer Outcome(string outcome) => Ok(new() { ["outcome"] = outcome });

    public static PageAnswer Refuse(int status, string sentence) => new(status, new JsonObject
    {
        ["type"] = "about:blank",
        ["title"] = "Not done",
        ["status"] = status,
        ["detail"] = sentence,
    });

    /// <summary>The request does not say what it must.</summary>
    public static PageAnswer Unclear(string sentence) => Refuse(StatusCodes.Status400BadRequest, sentence);

    /// <summary>Not on this person's screen, whether it exists or not.</summary>
    public static PageAnswer NotThere(string sentence) => Refuse(StatusCodes.Status404NotFound, sentence);

    /// <summary>It was there, and has changed.</summary>
    public static PageAnswer Gone(string sentence) => Refuse(StatusCodes.Status409Conflict, sentence);

    public async Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = Status < 400 ? MediaTypeNames.Application.Json : MediaTypeNames.Application.ProblemJson;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(Json.Write(Body), http.RequestAborted);
    }
}
