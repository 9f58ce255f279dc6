using System.Collections.Immutable;
using System.Text.Json;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using NodaTime;

namespace Countersign.Storage.People;

/// <summary>What somebody told us in chat, and when they were asked last.</summary>
internal sealed record SettingRow(string Person, string? Hours, long? OwnLimit, string? AskedOn, long? LastAssignedAt, long? Unnamed)
{
    private const string Columns = """
        select person as Person, hours as Hours, own_limit as OwnLimit, asked_on as AskedOn, last_assigned_at as LastAssignedAt,
            unnamed as Unnamed
        from person_setting
        """;

    public const string All = Columns;

    public const string Of = Columns + " where person = @person";

    public static SettingRow Nothing(string person) => new(person, null, null, null, null, null);

    public PersonState ToState(long open, ImmutableArray<Interval> absences, ImmutableArray<LostOn> lost) =>
        new((int)open, UnixTime.Read(LastAssignedAt), OwnHours(), (int?)OwnLimit, absences, ToContact(lost)) { Unnamed = Unnamed == 1 };

    public Contact ToContact(ImmutableArray<LostOn> lost) =>
        AskedOn is null && lost.IsEmpty ? Contact.Anywhere : new Contact(AskedOn is null ? null : StoredName.Read<Platform>(AskedOn), lost);

    // A damaged cell is trouble of the record, as everywhere: somebody's hours are not guessed.
    private WorkingHours? OwnHours() => Hours is null ? null
        : HoursWords.TryParse(Hours, WeekDays.None, out var hours, out _) && hours is not null ? hours
        : throw new JsonException($"“{Hours}” are no working hours");
}
