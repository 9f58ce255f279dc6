using System.Collections.Immutable;

namespace Countersign.Host.PolicyFile;

/// <summary>What a key of the policy file holds.</summary>
internal enum FieldKind
{
    Text,

    /// <summary>Several lines, written below <c>|</c>.</summary>
    Block,

    /// <summary>One of the words that the field lists.</summary>
    Word,

    WholeNumber,

    Number,

    /// <summary>true, false, yes or no.</summary>
    Flag,

    Texts,

    /// <summary>A list of the words that the field lists.</summary>
    Words,

    Entry,

    Entries,
}

/// <summary>One key of the policy file, with its limits: what the reader checks, the schema says, and the document explains.</summary>
/// <param name="Means">One sentence, as an editor shows it.</param>
internal sealed record Field(string Key, FieldKind Kind, string Means)
{
    public bool Required { get; init; }

    /// <summary>Of a number.</summary>
    public double Least { get; init; }

    /// <summary>Of a number; of a text, its characters; of a list, its items.</summary>
    public double Most { get; init; } = 200;

    /// <summary>What a text, or each text of a list, looks like; ECMAScript and .NET read it alike.</summary>
    public string? Pattern { get; init; }

    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Of an entry, or of each entry of a list.</summary>
    public EntryShape? Shape { get; init; }

    /// <summary>What to add to the message when a value does not fit.</summary>
    public string? Hint { get; init; }
}

/// <summary>The keys of one kind of entry.</summary>
/// <param name="Name">Its name in the schema.</param>
internal sealed record EntryShape(string Name, ImmutableArray<Field> Fields)
{
    private readonly Dictionary<string, Field> _byKey = Fields.ToDictionary(f => f.Key);

    /// <summary>Keys of which at least one has to be there.</summary>
    public ImmutableArray<string> OneOf { get; init; } = [];

    public IEnumerable<string> Keys => _byKey.Keys;

    public bool Has(string key) => _byKey.ContainsKey(key);

    /// <exception cref="KeyNotFoundException">The reader asks for a key that the shape does not have.</exception>
    public Field Of(string key) => _byKey[key];
}
