using System.Collections.Frozen;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>Days on which whoever has this list does not work, whatever their hours: each from midnight to midnight in their own zone.</summary>
/// <param name="id">Its name in the policy file.</param>
public sealed class HolidayList(string id, IEnumerable<LocalDate> days)
{
    private readonly FrozenSet<LocalDate> _days = days.ToFrozenSet();

    /// <summary>For whoever has no public holidays, or none that the file knows.</summary>
    public static HolidayList None { get; } = new("none", []);

    public string Id { get; } = id;

    public int Count => _days.Count;

    public bool Contains(LocalDate day) => _days.Contains(day);
}
