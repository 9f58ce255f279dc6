using System.Text.Json;

namespace Countersign.Teams.Wire.AdaptiveCards;

internal static class ChartJson
{
    public static void Write(ChartElement chart, Utf8JsonWriter json)
    {
        json.WriteString("type", chart is GroupedBars ? "Chart.VerticalBar.Grouped" : "Chart.HorizontalBar.Stacked");
        json.WriteText("title", chart.Title);
        if (chart is GroupedBars { YTitle: var unit })
            json.WriteText("yAxisTitle", unit);
        json.WriteStartArray("data");
        if (chart is GroupedBars grouped)
            foreach (var series in grouped.Series)
                Write(series, json);
        else if (chart is StackedBars stacked)
            foreach (var row in stacked.Rows)
                Write(row, json);
        json.WriteEndArray();
        json.WritePropertyName("fallback");
        ElementJson.WriteOne(chart.Fallback, json);
    }

    private static void Write(ChartSeries series, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteText("legend", series.Legend);
        json.WriteString("color", Name(series.Color));
        json.WriteStartArray("values");
        foreach (var point in series.Points)
        {
            json.WriteStartObject();
            json.WriteText("x", point.Name);
            json.WriteNumber("y", point.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(ChartRow row, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteText("title", row.Name);
        json.WriteStartArray("data");
        foreach (var part in row.Parts)
        {
            json.WriteStartObject();
            json.WriteText("legend", part.Legend);
            json.WriteNumber("value", part.Value);
            json.WriteString("color", Name(part.Color));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Name(ChartColor color) => JsonNamingPolicy.CamelCase.ConvertName(color.ToString());
}
