using System.Globalization;
using System.Text;
using Countersign.Core.Export;
using CsvHelper;
using NodaTime;

namespace Countersign.Host.Export;

/// <summary>
/// CSV after RFC 4180: a header, commas, CRLF, UTF-8. No cell is a formula (promises.md, J2): a text that begins as one gets an apostrophe
/// before it, and so does what would begin as one where a spreadsheet takes semicolons, tabs or line breaks for the end of a cell.
/// </summary>
public sealed class CsvLines<T>(Stream target, bool mark, IReadOnlyList<Column<T>> columns) : ILines<T>
{
    // Some spreadsheets read the wide forms of East Asian keyboards alike.
    private const string Begins = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private const string Ends = ";\t\r\n";

    private readonly CsvWriter _csv = CsvWriter.Create(
        target, new CsvWriterOptions { WriteByteOrderMark = mark, FormatProvider = CultureInfo.InvariantCulture }, leaveOpen: true);

    public void Begin()
    {
        foreach (var column in columns)
            _csv.WriteField(column.Name);
        _csv.EndRecord();
    }

    public void Write(T line)
    {
        foreach (var column in columns)
            Cell(column.Of(line));
        _csv.EndRecord();
    }

    public void End() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    /// <summary>A text that no spreadsheet takes for a formula.</summary>
    internal static string Harmless(string text)
    {
        var safe = new StringBuilder(text.Length + 1);
        var isBegin = true;
        foreach (var c in text)
        {
            if (isBegin && Begins.Contains(c) && (safe.Length == 0 || !Ends.Contains(c)))
                safe.Append('\'');
            safe.Append(c);
            // A quotation mark at the begin of a cell is taken off.
            isBegin = Ends.Contains(c) || (isBegin && c == '"');
        }

        return safe.ToString();
    }

    private void Cell(object? value)
    {
        switch (value)
        {
            case null: _csv.WriteField((string?)null); break;
            case string text: _csv.WriteField(Harmless(text)); break;
            case long number: _csv.WriteField(number); break;
            case int number: _csv.WriteField(number); break;
            case double number: _csv.WriteField(number); break;
            case bool yes: _csv.WriteField(yes ? "true" : "false"); break;
            case Instant at: _csv.WriteField(Moments.Of(at)); break;
            case IEnumerable<string> texts: _csv.WriteField(Harmless(string.Join(", ", texts))); break;
            default: throw new InvalidOperationException($"No cell for {value.GetType().Name}.");
        }
    }
}
