namespace Countersign.Playground.Slack;

/// <summary>What is wrong with a payload, in the words and with the pointers that Slack uses.</summary>
internal sealed class Faults
{
    private readonly List<string> _found = [];
    private readonly HashSet<string> _blockIds = [];

    public IReadOnlyList<string> Found => _found;

    public void Add(string at, string text) => _found.Add($"[ERROR] {text} [json-pointer:{at}]");

    public void UniqueBlockId(string at, string id)
    {
        if (!_blockIds.Add(id)) Add(at, $"`block_id` already exists: {id}");
    }
}

/// <summary>Judges one value and says what is wrong with it.</summary>
/// <param name="value">Never a JSON null: those count as absent.</param>
/// <param name="at">The JSON pointer to it.</param>
/// <param name="faults">Where to say so.</param>
internal delegate void Rule(System.Text.Json.Nodes.JsonNode value, string at, Faults faults);
