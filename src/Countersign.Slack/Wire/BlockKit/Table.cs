using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>A table; one in a message.</summary>
public sealed record Table(
    IReadOnlyList<IReadOnlyList<ITableCell>> Rows,
    IReadOnlyList<ColumnSettings?>? ColumnSettings = null) : Block("table");

/// <summary>What a table cell may hold: <see cref="RawText"/> or <see cref="RichText"/>.</summary>
[JsonDerivedType(typeof(RawText))]
[JsonDerivedType(typeof(RichText))]
public interface ITableCell;

/// <summary>Text of a cell in which nothing is parsed.</summary>
public sealed record RawText(string Text) : ITableCell
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "raw_text";
}

public sealed record ColumnSettings(ColumnAlignment? Align = null, bool? IsWrapped = null);

[JsonConverter(typeof(JsonStringEnumConverter<ColumnAlignment>))]
public enum ColumnAlignment
{
    [JsonStringEnumMemberName("left")]
    Left,

    [JsonStringEnumMemberName("center")]
    Center,

    [JsonStringEnumMemberName("right")]
    Right,
}
