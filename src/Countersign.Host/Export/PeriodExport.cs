using Countersign.Core.Export;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Host.Export;

public enum ExportOf
{
    /// <summary>Those that were submitted within the period, as they stand now.</summary>
    Requests,

    /// <summary>Each person's, made within the period.</summary>
    Decisions,
}

public enum ExportForm
{
    Csv,
    Json,
}

/// <summary>What an auditor asks for.</summary>
/// <param name="WithMark">A byte order mark before CSV: some spreadsheets take it for another alphabet without one.</param>
public sealed record ExportOrder(ExportOf Of, ExportPeriod Period, ExportForm Form, bool WithMark = false);

/// <summary>What came of it.</summary>
/// <param name="Head">Number and hash of the ledger's newest entry that counts.</param>
/// <param name="Troubles">What does not fit the ledger, or was left out; the first hundred.</param>
public sealed record ExportReport(long Lines, (long Count, string Hash) Head, IReadOnlyList<string> Troubles)
{
    public bool IsSound => Troubles.Count == 0;
}

/// <summary>
/// Writes what is on record of a period, line after line: for the command line, and for whoever offers it as a download. It reads beside a
/// running server and hinders nobody; memory does not grow with the period.
/// </summary>
public static class PeriodExport
{
    private const int MostTroubles = 100;

    /// <param name="now">For the clocks of what is still open.</param>
    /// <exception cref="IOException">The target can't be written.</exception>
    public static ExportReport Write(SqliteRecord record, ExportOrder order, Stream target, Instant now, CancellationToken cancel = default)
    {
        var troubles = new List<string>();
        void trouble(string what)
        {
            if (troubles.Count < MostTroubles)
                troubles.Add(what);
        }

        if (record.Damage is { } damage)
            trouble(damage);
        var head = record.Head();
        var lining = new Lining(new PolicyShelf(record).Of, now);
        var lines = order.Of == ExportOf.Requests
            ? Write(
                record.SubmittedIn(order.Period, head.Count, trouble, cancel), r => [lining.Request(r)], Columns.OfRequests, order, target, trouble)
            : Write(
                record.DecidedIn(order.Period, head.Count, trouble, cancel), r => [.. lining.Decisions(r, order.Period)], Columns.OfDecisions, order, target, trouble);
        return new ExportReport(lines, head, troubles);
    }

    private static long Write<T>(
        IEnumerable<RecordedRequest> requests, Func<RecordedRequest, T[]> linesOf, IReadOnlyList<Column<T>> columns, ExportOrder order, Stream target,
        Action<string> trouble)
    {
        using ILines<T> lines = order.Form == ExportForm.Csv ? new CsvLines<T>(target, order.WithMark, columns) : new JsonLines<T>(target, columns);
        var count = 0L;
        lines.Begin();
        foreach (var request in requests)
            foreach (var line in Whole(request, linesOf, trouble))
            {
                lines.Write(line);
                count++;
            }

        lines.End();
        return count;
    }

    private static T[] Whole<T>(RecordedRequest request, Func<RecordedRequest, T[]> linesOf, Action<string> trouble)
    {
        try
        {
            return linesOf(request);
        }
        catch (Exception damaged) when (damaged is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            trouble($"{request.Id}: its events don't fit together ({damaged.Message}). It is left out.");
            return [];
        }
    }
}
