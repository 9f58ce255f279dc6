using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Countersign.Core.Export;
using NodaTime;

namespace Countersign.Host.Export;

/// <summary>A JSON array with one object a line: readable whole, and line by line. What is not known is null; texts are exact.</summary>
public sealed class JsonLines<T>(Stream target, IReadOnlyList<Column<T>> columns) : ILines<T>
{
    private readonly Utf8JsonWriter _json = new(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    private bool _isFirst = true;

    public void Begin() => target.Write("["u8);

    public void Write(T line)
    {
        target.Write(_isFirst ? "\n"u8 : ",\n"u8);
        _isFirst = false;
        _json.Reset();
        _json.WriteStartObject();
        foreach (var column in columns)
        {
            _json.WritePropertyName(column.Name);
            Value(column.Of(line));
        }

        _json.WriteEndObject();
        _json.Flush();
    }

    public void End()
    {
        target.Write("\n]\n"u8);
        target.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void Value(object? value)
    {
        switch (value)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case long number: _json.WriteNumberValue(number); break;
            case int number: _json.WriteNumberValue(number); break;
            case double number: _json.WriteNumberValue(number); break;
            case bool yes: _json.WriteBooleanValue(yes); break;
            case Instant at: _json.WriteStringValue(Moments.Of(at)); break;
            case IEnumerable<string> texts:
                _json.WriteStartArray();
                foreach (var text in texts)
                    _json.WriteStringValue(text);
                _json.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"No value for {value.GetType().Name}.");
        }
    }
}
