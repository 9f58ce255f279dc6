using System.Collections.Immutable;
using Countersign.Core.Digest;

namespace Countersign.Core.Words;

/// <param name="Label">Such as "Requests", or somebody.</param>
public sealed record DigestLine(Sentence Label, Sentence Value);

public sealed record DigestSection(string Heading, ImmutableArray<DigestLine> Lines)
{
    /// <summary>What the lines count; empty when they say it themselves.</summary>
    public Sentence Note { get; init; } = Sentence.Empty;
}

/// <summary>A digest in words, before a platform draws it: the same on all of them, and the text beside every picture.</summary>
/// <param name="Lead">What matters most; the whole of a quiet week.</param>
/// <param name="Sections">Empty in a quiet week.</param>
public sealed record DigestText(string Title, Sentence Lead, ImmutableArray<DigestSection> Sections)
{
    public static DigestText Of(WeeklyDigest digest) => new(
        DigestWords.Title(digest), DigestWords.Lead(digest),
        digest.IsQuiet ? [] : [.. DigestWords.Sections(digest).Where(s => !s.Lines.IsEmpty)]);

    /// <summary>All of it, for notifications and screen readers; what matters most comes first.</summary>
    public Sentence Spoken => Sentence.Join(" ", Sections
        .SelectMany(s => s.Lines.Select(l => Sentence.Of($"{l.Label}: {l.Value}")).Append(s.Note).Prepend(Sentence.Text($"{s.Heading}.")))
        .Prepend(Lead).Prepend(Sentence.Text($"{Title}.")));
}
