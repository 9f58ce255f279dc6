using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>A modal or the home tab.</summary>
[JsonDerivedType(typeof(ModalView))]
[JsonDerivedType(typeof(HomeView))]
public abstract record View
{
    private protected View(string type, IReadOnlyList<Block> blocks) => (Type, Blocks) = (type, blocks);

    [JsonPropertyOrder(-1)]
    public string Type { get; }

    public IReadOnlyList<Block> Blocks { get; init; }

    public string? CallbackId { get; init; }

    /// <summary>Comes back as it was. People can't change it.</summary>
    public string? PrivateMetadata { get; init; }

    public string? ExternalId { get; init; }
}

/// <param name="Submit">Needed as soon as there is an input.</param>
public sealed record ModalView(PlainText Title, IReadOnlyList<Block> Blocks, PlainText? Submit = null, PlainText? Close = null)
    : View("modal", Blocks)
{
    /// <summary>Whether closing it closes all views beneath.</summary>
    public bool? ClearOnClose { get; init; }

    public bool? NotifyOnClose { get; init; }
}

public sealed record HomeView(IReadOnlyList<Block> Blocks) : View("home", Blocks);
