using System.Collections.Immutable;
using Countersign.Core.Export;
using Countersign.Core.Words;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Dashboard.Pages;

/// <summary>Which file an auditor asks for.</summary>
/// <param name="OfDecisions">Each person's decision; else each request.</param>
/// <param name="IsJson">Else CSV.</param>
public sealed record PeriodAsk(bool OfDecisions, ExportPeriod Period, bool IsJson, Instant Now);

/// <summary>What came of it.</summary>
public abstract record PeriodFile
{
    private PeriodFile()
    {
    }

    /// <param name="Content">From its beginning; nothing is left of it once it is closed.</param>
    /// <param name="Entries">Up to which ledger entry it goes.</param>
    public sealed record Made(Stream Content, long Entries) : PeriodFile;

    /// <summary>The record does not prove every line, or some can't be read: there is no file that could be taken for the whole.</summary>
    public sealed record NotProven(ImmutableArray<string> Troubles) : PeriodFile;
}

/// <summary>Makes files of what is on record of a period, beside whatever else is going on.</summary>
public interface IPeriodFiles
{
    /// <exception cref="IOException">There is no room for it.</exception>
    Task<PeriodFile> Make(PeriodAsk ask, CancellationToken cancel);
}

/// <summary>Gives what is on record of a period as a file.</summary>
public sealed class Downloads(IPeriodFiles files)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    /// <returns>A word where there is no file; null once it is on its way.</returns>
    internal async Task<Shown?> Send(Sight sight, HttpContext http)
    {
        if (Read(sight, http.Request.Query) is not var (ask, name))
            return Reception.Word("Which period?", DashboardWords.WhichPeriod, StatusCodes.Status400BadRequest);
        switch (await files.Make(ask, http.RequestAborted))
        {
            case PeriodFile.Made { Content: var content, Entries: var entries }:
                await using (content)
                {
                    http.Response.ContentType = ask.IsJson ? "application/json; charset=utf-8" : "text/csv; charset=utf-8";
                    http.Response.ContentLength = content.Length;
                    http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}-as-of-entry-{entries}.{(ask.IsJson ? "json" : "csv")}\"";
                    await content.CopyToAsync(http.Response.Body, http.RequestAborted);
                    return null;
                }

            case PeriodFile.NotProven { Troubles: var troubles }:
                var words = DashboardWords.NotProven(troubles, sight.IsOperators);
                return Reception.Word("No file", words, StatusCodes.Status409Conflict);
            default:
                throw new InvalidOperationException("A file is made or not.");
        }
    }

    private static (PeriodAsk Ask, string Name)? Read(Sight sight, IQueryCollection query)
    {
        var (of, form) = (query["of"].ToString(), query["form"].ToString());
        if (of is not ("decisions" or "requests") || form is not ("csv" or "json"))
            return null;
        if (Day.Parse(query["from"].ToString()) is not { Success: true, Value: var from } || Day.Parse(query["to"].ToString()) is not { Success: true, Value: var to }
            || !ExportPeriod.IsInReach(to) || ExportPeriod.Of(from, to.PlusDays(1), sight.Zone) is not { } period)
            return null;
        return (new PeriodAsk(of == "decisions", period, form == "json", sight.Now), $"{of}-{Day.Format(from)}-{Day.Format(to)}");
    }
}
