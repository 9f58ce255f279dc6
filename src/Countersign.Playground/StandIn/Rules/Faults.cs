namespace Countersign.Playground.StandIn;

/// <summary>What is wrong with a payload, and where: in the form that Slack answers with.</summary>
internal sealed class Faults
{
    private readonly List<string> _found = [];
    private readonly HashSet<string> _ids = [];

    public IReadOnlyList<string> Found => _found;

    public void Add(string at, string text) => _found.Add($"[ERROR] {text} [json-pointer:{at}]");

    /// <summary>Says so when an id of this kind comes a second time.</summary>
    public void Once(string kind, string at, string id)
    {
        if (!_ids.Add($"{kind} {id}")) Add(at, $"`{kind}` already exists: {id}");
    }
}

/// <summary>Judges one value and says what is wrong with it.</summary>
/// <param name="value">Never a JSON null: those count as absent.</param>
/// <param name="at">The JSON pointer to it.</param>
/// <param name="faults">Where to say so.</param>
internal delegate void Rule(System.Text.Json.Nodes.JsonNode value, string at, Faults faults);
