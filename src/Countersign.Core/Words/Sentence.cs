using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>
/// What a person reads, before a platform draws it: people, times and requests stay typed, so that each platform shows a time
/// in the reader's own zone and escapes text in its own way. Write one with <see cref="Of"/> and an interpolated string.
/// </summary>
public sealed record Sentence(ImmutableArray<Part> Parts)
{
    public static Sentence Empty { get; } = new([]);

    public bool IsEmpty => Parts.IsEmpty;

    public static Sentence Of(SentenceBuilder words) => words.Done();

    public static Sentence Text(string text) => new([new Part.Text(text)]);

    public static Sentence Join(string separator, IEnumerable<Sentence> sentences)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        foreach (var sentence in sentences.Where(s => !s.IsEmpty))
        {
            if (parts.Count > 0)
                parts.Add(new Part.Text(separator));
            parts.AddRange(sentence.Parts);
        }

        return new Sentence(parts.DrainToImmutable());
    }

    public static Sentence operator +(Sentence left, Sentence right) => new(left.Parts.AddRange(right.Parts));

    /// <summary>Plain text for logs, tests and screen readers, with times in <paramref name="zone"/>.</summary>
    public string Plain(Roster roster, DateTimeZone zone)
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
            text.Append(part switch
            {
                Part.Text t => t.Value,
                Part.Somebody s => roster.NameOf(s.Person),
                Part.Moment m => Times.Plain(m.At, zone),
                Part.Request r => r.Change.ToString(),
                Part.Say c => c.Command,
                _ => "",
            });
        return text.ToString();
    }

    public bool Equals(Sentence? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length == 0 ? 0 : HashCode.Combine(Parts.Length, Parts[0]);
}

/// <summary>A piece of a <see cref="Sentence"/>.</summary>
public abstract record Part
{
    private Part()
    {
    }

    /// <summary>Text, possibly somebody's own words: a platform always escapes it.</summary>
    public sealed record Text(string Value) : Part;

    public sealed record Somebody(PersonId Person) : Part;

    public sealed record Moment(Instant At) : Part;

    public sealed record Request(ChangeId Change) : Part;

    /// <summary>Something to type, such as <c>/signoff back</c>.</summary>
    public sealed record Say(string Command) : Part;
}

/// <summary>Something to type in chat, for use inside an interpolated sentence.</summary>
public readonly record struct Typed(string Command);

[InterpolatedStringHandler]
public sealed class SentenceBuilder(int literalLength, int formattedCount)
{
    private readonly ImmutableArray<Part>.Builder _parts =
        ImmutableArray.CreateBuilder<Part>(formattedCount * 2 + (literalLength > 0 ? 1 : 0));

    public void AppendLiteral(string value) => _parts.Add(new Part.Text(value));

    public void AppendFormatted(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _parts.Add(new Part.Text(value));
    }

    public void AppendFormatted(int value) => _parts.Add(new Part.Text(value.ToString()));

    public void AppendFormatted(PersonId person) => _parts.Add(new Part.Somebody(person));

    public void AppendFormatted(Instant at) => _parts.Add(new Part.Moment(at));

    public void AppendFormatted(ChangeId change) => _parts.Add(new Part.Request(change));

    public void AppendFormatted(Typed typed) => _parts.Add(new Part.Say(typed.Command));

    public void AppendFormatted(Sentence sentence) => _parts.AddRange(sentence.Parts);

    public Sentence Done() => new(_parts.ToImmutable());
}
