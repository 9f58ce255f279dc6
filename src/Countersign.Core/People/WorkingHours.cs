using System.Collections.Immutable;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>
/// The hours somebody works in a week, in their own zone: any number of shifts. Equal when the same minutes are worked, however they were
/// written: days that are alike stand together, shifts of a day are in order, and those that overlap or touch are one.
/// </summary>
public sealed record WorkingHours
{
    /// <exception cref="ArgumentException">A shift does not end after it begins: none runs across midnight.</exception>
    public WorkingHours(ImmutableArray<Shift> shifts)
    {
        foreach (var shift in shifts)
            if (!shift.IsSound)
                throw new ArgumentException($"A shift ends after it begins, on the same day; {shift} does not.", nameof(shifts));
        Shifts = [.. Alike(shifts).SelectMany(group => group.Stretches.Select(s => s with { Days = group.Days }))];
    }

    /// <summary>The same hours on each of the days.</summary>
    /// <exception cref="ArgumentException">They do not end after they begin.</exception>
    public WorkingHours(LocalTime from, LocalTime to, WeekDays days)
        : this([new Shift(days, from, to)])
    {
    }

    public static WorkingHours Default { get; } = new(new LocalTime(9, 0), new LocalTime(17, 0), WeekDays.Weekdays);

    /// <summary>Those of one day are in order and apart from each other.</summary>
    public ImmutableArray<Shift> Shifts { get; }

    /// <summary>Every day with a shift.</summary>
    public WeekDays Days => Shifts.Aggregate(WeekDays.None, (days, shift) => days | shift.Days);

    /// <summary>
    /// As people write it, and as the chat reads it again: "Mon–Fri 09:00–17:00", "Mon–Thu 08:00–12:00 and 13:00–16:00, Fri 08:00–12:00".
    /// </summary>
    public string Words => HoursWords.Of(this);

    public bool Equals(WorkingHours? other) => other is not null && Shifts.AsSpan().SequenceEqual(other.Shifts.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var shift in Shifts)
            hash.Add(shift);
        return hash.ToHashCode();
    }

    /// <summary>In plain letters, as the policy file has it and the record keeps it: "Mon-Thu 08:00-12:00 13:00-16:00, Fri 08:00-12:00".</summary>
    public override string ToString() => HoursWords.PlainOf(this);

    // Days with the same stretches, by their first day.
    private static IEnumerable<(WeekDays Days, ImmutableArray<Shift> Stretches)> Alike(ImmutableArray<Shift> shifts)
    {
        var week = Enumerable.Range((int)IsoDayOfWeek.Monday, 7)
            .Select(day => (Day: Shift.On((IsoDayOfWeek)day), Stretches: StretchesOn((IsoDayOfWeek)day, shifts)))
            .Where(d => !d.Stretches.IsEmpty)
            .ToList();
        while (week is [var first, ..])
        {
            yield return (week.Where(d => Same(d.Stretches, first.Stretches)).Aggregate(WeekDays.None, (days, d) => days | d.Day), first.Stretches);
            week.RemoveAll(d => Same(d.Stretches, first.Stretches));
        }
    }

    private static bool Same(ImmutableArray<Shift> left, ImmutableArray<Shift> right) => left.AsSpan().SequenceEqual(right.AsSpan());

    private static ImmutableArray<Shift> StretchesOn(IsoDayOfWeek day, ImmutableArray<Shift> shifts)
    {
        var stretches = new List<Shift>();
        foreach (var shift in shifts.Where(s => s.WorksOn(day)).OrderBy(s => s.From))
            if (stretches is [.., var last] && (last.RunsAt(shift.From) || last.To == shift.From))
                stretches[^1] = last with { To = Later(last.To, shift.To) };
            else
                stretches.Add(shift with { Days = WeekDays.None });
        return [.. stretches];
    }

    private static LocalTime Later(LocalTime left, LocalTime right) =>
        left == LocalTime.Midnight || right == LocalTime.Midnight ? LocalTime.Midnight : LocalTime.Max(left, right);
}
