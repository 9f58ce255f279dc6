using Countersign.Core.Words;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Dashboard.Pages;

/// <summary>Which file an auditor asks for.</summary>
/// <param name="OfDecisions">Each person's decision; else each request.</param>
/// <param name="From">The first day, of the reader's zone.</param>
/// <param name="Until">The day after the last.</param>
/// <param name="IsJson">Else CSV.</param>
public sealed record PeriodAsk(bool OfDecisions, Instant From, Instant Until, bool IsJson, Instant Now);

/// <summary>Makes files of what is on record of a period, beside whatever else is going on.</summary>
public interface IPeriodFiles
{
    /// <returns>From its beginning; nothing is left of it once it is closed.</returns>
    /// <exception cref="IOException">There is no room for it.</exception>
    Task<Stream> Make(PeriodAsk ask, CancellationToken cancel);
}

/// <summary>Gives what is on record of a period as a file.</summary>
public sealed class Downloads(IPeriodFiles files)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    /// <returns>A word where it is no period; null once the file is on its way.</returns>
    internal async Task<Shown?> Send(Sight sight, HttpContext http)
    {
        var query = http.Request.Query;
        if (Day.Parse(query["from"].ToString()) is not { Success: true, Value: var from } || Day.Parse(query["to"].ToString()) is not { Success: true, Value: var to } || to < from)
            return Reception.Word("Which period?", DashboardWords.WhichPeriod, StatusCodes.Status400BadRequest);
        var (ofDecisions, isJson) = (query["of"] == "decisions", query["form"] == "json");
        var ask = new PeriodAsk(
            ofDecisions, sight.Zone.AtStartOfDay(from).ToInstant(), sight.Zone.AtStartOfDay(to.PlusDays(1)).ToInstant(), isJson, sight.Now);
        await using var file = await files.Make(ask, http.RequestAborted);
        http.Response.ContentType = isJson ? "application/json; charset=utf-8" : "text/csv; charset=utf-8";
        http.Response.ContentLength = file.Length;
        http.Response.Headers.ContentDisposition =
            $"attachment; filename=\"{(ofDecisions ? "decisions" : "requests")}-{Day.Format(from)}-{Day.Format(to)}.{(isJson ? "json" : "csv")}\"";
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
        return null;
    }
}
