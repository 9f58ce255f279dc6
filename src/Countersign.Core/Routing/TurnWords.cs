using System.Text.RegularExpressions;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>
/// A time of a rotation in everyday words. A day is from the hand-over time of that day to the next day's, in the rotation's zone; "week"
/// and "turn" are a whole turn; "next week" is the turn that begins then.
/// </summary>
public abstract partial record TurnWords
{
    private static readonly Duration Longest = Duration.FromDays(366);

    private TurnWords()
    {
    }

    /// <param name="From">Not before now.</param>
    public sealed record Understood(Instant From, Instant Until) : TurnWords;

    public sealed record NotUnderstood(Sentence Hint) : TurnWords;

    /// <param name="whose">Whose turn "week" and "turn" mean: the one they are on in, or else their next; null means the one that runs.</param>
    public static TurnWords Parse(string words, Rota rota, PersonId? whose, Instant now)
    {
        var text = Filler().Replace(string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "");
        if (Read(text, rota, whose, now) is not { } time)
            return new NotUnderstood(Puzzled(text, rota.Rotation));
        if (time.Until <= now)
            return new NotUnderstood(Sentence.Text("That is over already. Name a day that is still to come."));
        return time.From - now > Longest
            ? new NotUnderstood(Sentence.Text("That is more than a year ahead. Name an earlier day."))
            : new Understood(Instant.Max(time.From, now), time.Until);
    }

    private static (Instant From, Instant Until)? Read(string text, Rota rota, PersonId? whose, Instant now)
    {
        var rotation = rota.Rotation;
        var today = now.InZone(rotation.Zone).Date;
        switch (text)
        {
            case "week" or "whole week" or "my week" when rotation.Weekday is not null:
            case "turn" or "whole turn" or "my turn" or "my whole turn":
                return TurnOf(rota, whose, now);
            case "this week" or "rest of the week" when rotation.Weekday is not null:
                return TurnOf(rota, null, now);
            case "next week" when rotation.Weekday is not null:
                var monday = rotation.Zone.AtStartOfDay(today.Next(IsoDayOfWeek.Monday)).ToInstant();
                return rotation.NextTurns(monday - Duration.Epsilon, 1)[0] is var turn ? (turn.From, turn.Until) : null;
        }

        return DayWords.TryDay(text, today, out var day) ? (rotation.TimeOn(day), rotation.TimeOn(day.PlusDays(1))) : null;
    }

    private static (Instant From, Instant Until)? TurnOf(Rota rota, PersonId? whose, Instant now)
    {
        // Within twice round the list everybody has had a turn, unless they never have one.
        var at = whose is { } person
            ? rota.From(now).Take(4 * (rota.Rotation.People.Length + rota.Overrides.Length + 1)).FirstOrDefault(s => s.Person == person)?.From
            : now;
        return at is { } then && rota.Rotation.TurnAt(Instant.Max(then, now)) is { } turn ? (turn.From, turn.Until) : null;
    }

    private static Sentence Puzzled(string text, Rotation rotation)
    {
        if (text.Contains("week", StringComparison.Ordinal) && rotation.Weekday is null)
            return Sentence.Text($"{rotation.Id} is handed over every day, so name a day, such as friday or 2026-12-04.");
        var which = rotation.Weekday is null ? "" : "; week is a whole turn";
        return text.Length == 0
            ? Sentence.Text($"For which day? For example friday or 2026-12-04{which}.")
            : Sentence.Text($"I didn't understand “{Graphemes.Clip(text, 40)}”. Name a day, such as friday or 2026-12-04{which}.");
    }

    // The full stop of "20.11." belongs to the date.
    [GeneratedRegex(@"^(?:on |for |the |in )+|(?<![0-9.])[.!,]+$|[!,]+$")]
    private static partial Regex Filler();
}
