using CsvHelper;

namespace Countersign.Host.PolicyFile;

/// <summary>
/// Reads a large roster that is written as CSV within the YAML file. Each row becomes an entry as <c>people</c> would hold it, so that
/// both are judged alike, and keeps the line on which it stands in the file.
/// </summary>
internal sealed class PeopleCsv(TextNode block, Findings findings)
{
    private const string Key = "people_csv";

    // A quotation mark that is never closed must not swallow the people below it: a row ends with its line.
    private static readonly CsvReaderOptions Form = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        SkipEmptyLines = true,
        CommentPrefix = '#',
        TrimWhitespace = true,
        TrackLineNumbers = true,
    };

    public List<YamlMap> Read()
    {
        var rows = new List<YamlMap>();
        using var csv = CsvReader.FromText(block.Value, Form);
        try
        {
            if (!csv.Read() || Header(csv) is not { } header)
            {
                if (!findings.HasErrors)
                    findings.Error(block.At, Key, "has no header line; it begins with one such as id,name,level,slack");
                return rows;
            }

            while (!findings.IsFull && csv.Read())
                if (Row(csv, header, $"{Key}[{rows.Count}]") is { } row)
                    rows.Add(row);
        }
        catch (Exception broken) when (broken is CsvFormatException or InvalidOperationException or ArgumentException or FormatException)
        {
            findings.Error(PlaceOf(csv), Key, "this line can't be read as CSV: a quotation mark is not closed, or stands within a cell");
        }

        return rows;
    }

    private List<TextNode>? Header(CsvReader csv)
    {
        var at = PlaceOf(csv);
        var header = Cells(csv).ConvertAll(c => new TextNode(c.Trim().ToLowerInvariant(), at));
        var good = true;
        foreach (var column in header)
        {
            if (!PolicyShape.PersonEntry.Has(column.Value))
                findings.Error(at, Key, $"“{YamlMap.Shown(column.Value)}” is not a known column; {findings.Hint(column.Value, PolicyShape.PersonEntry.Keys)}");
            else if (header.First(h => h.Value == column.Value) != column || header.Count(h => h.Value == column.Value) > 1)
                findings.Error(at, Key, $"the column “{column.Value}” is there twice");
            else
                continue;
            good = false;
        }

        return good ? header : null;
    }

    private YamlMap? Row(CsvReader csv, List<TextNode> header, string path)
    {
        var at = PlaceOf(csv);
        var cells = Cells(csv);
        if (cells.Count != header.Count)
        {
            findings.Error(at, path, $"has {cells.Count} cells; the header has {header.Count} (a name with a comma goes in quotation marks)");
            return null;
        }

        var entries = new List<(TextNode, YamlNode)>(header.Count);
        for (var i = 0; i < cells.Count; i++)
            if (cells[i].Trim() is { Length: > 0 } cell)
                entries.Add((header[i], Value(header[i].Value, cell, at)));
        return new YamlMap(new MapNode(entries, at), path, PolicyShape.PersonEntry, findings);
    }

    private static YamlNode Value(string column, string cell, Place at) => PolicyShape.PersonEntry.Of(column).Kind == FieldKind.Texts
        ? new ListNode([.. cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(YamlNode (s) => new TextNode(s, at, IsPlain: false))], at)
        : new TextNode(cell, at, IsPlain: false);

    private static List<string> Cells(CsvReader csv)
    {
        var cells = new List<string>(csv.FieldCount);
        for (var i = 0; i < csv.FieldCount; i++)
            cells.Add(csv.GetString(i));
        return cells;
    }

    // The block begins on the line after its bar.
    private Place PlaceOf(CsvReader csv) => new(block.At.Line + (int)csv.LineNumber, 1);
}
