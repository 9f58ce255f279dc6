using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using NodaTime;

namespace Countersign.Storage.People;

/// <summary>What somebody told us in chat, and when they were asked last.</summary>
internal sealed record SettingRow(
    string Person, long? HoursFrom, long? HoursTo, long? HoursDays, long? OwnLimit, string? AskedOn, long? LastAssignedAt)
{
    private const string Columns = """
        select person as Person, hours_from as HoursFrom, hours_to as HoursTo, hours_days as HoursDays, own_limit as OwnLimit,
               asked_on as AskedOn, last_assigned_at as LastAssignedAt
        from person_setting
        """;

    public const string All = Columns;

    public const string Of = Columns + " where person = @person";

    public static SettingRow Nothing(string person) => new(person, null, null, null, null, null, null);

    public PersonState ToState(long open, ImmutableArray<Interval> absences, ImmutableArray<LostOn> lost) =>
        new((int)open, UnixTime.Read(LastAssignedAt), Hours, (int?)OwnLimit, absences, ToContact(lost));

    public Contact ToContact(ImmutableArray<LostOn> lost) =>
        AskedOn is null && lost.IsEmpty ? Contact.Anywhere : new Contact(AskedOn is null ? null : StoredName.Read<Platform>(AskedOn), lost);

    // Nanoseconds of the day, as NodaTime counts them.
    private WorkingHours? Hours => HoursFrom is { } from && HoursTo is { } to && HoursDays is { } days
        ? new WorkingHours(LocalTime.FromNanosecondsSinceMidnight(from), LocalTime.FromNanosecondsSinceMidnight(to), (WeekDays)days)
        : null;
}
