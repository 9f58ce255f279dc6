using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>Something to fill in, as Teams' client treats it.</summary>
internal sealed record CardInput(JsonObject Element)
{
    public string Id => Json.Text(Element["id"]) ?? "";

    private string Type => Json.Text(Element["type"]) ?? "";
    private bool IsMany => Json.Flag(Element["isMultiSelect"]);
    private IEnumerable<JsonObject> Choices => Json.Objects(Element["choices"]);
    private string On => Json.Text(Element["valueOn"]) ?? "true";
    private string Off => Json.Text(Element["valueOff"]) ?? "false";

    /// <summary>What it holds before anybody touches it; null for nothing.</summary>
    public string? First => Type == "Input.Toggle" ? Json.Text(Element["value"]) ?? Off : Element["value"]?.ToString() is { Length: > 0 } value ? value : null;

    public bool IsCalled(string name) => name == Id || name == Json.Text(Element["label"]) || name == Json.Text(Element["title"]) || name == Json.Text(Element["placeholder"]);

    /// <param name="typed">A choice by its title or value, several parted by |; a toggle by true or false.</param>
    /// <returns>What is sent; null for nothing.</returns>
    /// <exception cref="ArgumentException">There is no such choice.</exception>
    public string? Typed(string typed) => Type switch
    {
        "Input.Toggle" => typed is "true" or "on" || typed == On ? On : Off,
        _ when typed.Length == 0 => null,
        "Input.ChoiceSet" => string.Join(',', (IsMany ? typed.Split('|', StringSplitOptions.TrimEntries) : [typed]).Select(Chosen)),
        _ => typed,
    };

    /// <summary>Whether a client could hold this value in it.</summary>
    public bool Offers(string value) => Type switch
    {
        "Input.Toggle" => value == On || value == Off,
        "Input.ChoiceSet" when value.Length > 0 => (IsMany ? value.Split(',') : [value]).All(one => Choices.Any(choice => Json.Text(choice["value"]) == one)),
        _ => true,
    };

    /// <summary>What the client says against it, in the card's words where it has any; null for nothing.</summary>
    public string? Fault(string? value)
    {
        var isMissing = value is null || (Type == "Input.Toggle" && value != On);
        if (isMissing) return Json.Flag(Element["isRequired"]) ? Says("This field is required.") : null;
        var isFit = Type switch
        {
            "Input.Text" => Fits("maxLength", most => value!.Length <= most) && (Json.Text(Element["regex"]) is not { } pattern || Regex.IsMatch(value!, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))),
            "Input.Number" => decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) && Fits("min", least => number >= least) && Fits("max", most => number <= most),
            _ => true,
        };
        return isFit ? null : Says("This value is not valid.");
    }

    /// <summary>What a reader sees in it.</summary>
    public static string Shown(JsonObject element)
    {
        var input = new CardInput(element);
        var placeholder = Json.Text(element["placeholder"]) ?? "";
        return input.Type switch
        {
            "Input.Toggle" => $"[{(input.First == input.On ? "x" : " ")}] {Json.Text(element["title"])}",
            "Input.ChoiceSet" when Json.Text(element["style"]) == "expanded" => string.Join('\n', input.Choices.Select(choice => $"({(input.IsFirst(choice) ? "x" : " ")}) {Json.Text(choice["title"])}")),
            "Input.ChoiceSet" => string.Join(", ", input.Choices.Where(input.IsFirst).Select(choice => Json.Text(choice["title"]))) is { Length: > 0 } chosen ? chosen : placeholder,
            _ => input.First ?? placeholder,
        };
    }

    private bool IsFirst(JsonObject choice) => (First ?? "").Split(IsMany ? ',' : '\0').Contains(Json.Text(choice["value"]));

    private string Says(string otherwise) => Json.Text(Element["errorMessage"]) ?? otherwise;

    private bool Fits(string limit, Func<decimal, bool> holds) => Element[limit] is not JsonValue value || !value.TryGetValue<decimal>(out var number) || holds(number);

    private string? Chosen(string typed)
    {
        var choice = Choices.FirstOrDefault(choice => Json.Text(choice["title"]) == typed || Json.Text(choice["value"]) == typed);
        return choice is null ? throw new ArgumentException($"There is no choice {typed}.", nameof(typed)) : Json.Text(choice["value"]);
    }
}
