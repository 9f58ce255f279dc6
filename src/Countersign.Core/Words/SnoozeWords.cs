using Countersign.Core.Changes;
using Countersign.Core.Desk;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>What whoever puts a review off hears.</summary>
public static class SnoozeWords
{
    private const int SaidShown = 40;

    /// <param name="remind">When they are reminded.</param>
    public static Sentence PutOff(ChangeRequest change, Instant remind, Instant now) => Sentence.Of(
        $"All right, {change.Id} can wait. I remind you {remind}{Due(change, now)}. {new Typed($"/signoff snooze {change.Id} off")} takes that back.");

    /// <param name="remind">When they are reminded: now, if they are at work.</param>
    public static Sentence TakenBack(ChangeRequest change, Instant remind, Instant now) => remind <= now
        ? Sentence.Of($"All right, {change.Id} is not put off any more. Its reminder comes now{Due(change, now)}.")
        : Sentence.Of($"All right, {change.Id} is not put off any more. I remind you {remind}{Due(change, now)}.");

    /// <summary>Why the time was not taken, and one that would be.</summary>
    /// <param name="left">For how long they may; a minute at least.</param>
    public static Sentence Again(ChangeId change, SnoozeTime said, Duration left)
    {
        var most = Duration.Min(left, Snoozes.Longest);
        return Sentence.Of(
            $"{WhyNot(said)} You can put {change} off for up to {Times.AtLeast(most)}{(left > most ? " at once" : "")}, for example with {new Typed($"/signoff snooze {change} {Snoozes.Example(most)}")}.");
    }

    private static string WhyNot(SnoozeTime said) => said switch
    {
        SnoozeTime.TooShort { Words: var words } => $"“{Clip(words)}” is less than a minute.",
        SnoozeTime.TooLong { Words: var words } => $"“{Clip(words)}” is too long.",
        SnoozeTime.NotUnderstood { Words: var words } => $"I don't understand “{Clip(words)}”: I take minutes and hours.",
        _ => "For how long?",
    };

    private static Sentence Due(ChangeRequest change, Instant now) =>
        change.Due is { } due ? Sentence.Of($"; it {(due < now ? "was" : "is")} due {due}") : Sentence.Empty;

    private static string Clip(string words) => Graphemes.Clip(words, SaidShown);
}
