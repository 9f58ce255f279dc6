using System.Collections.Immutable;
using System.Text.Json;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.People;

/// <summary>Availability and load of one person, inside a transaction.</summary>
internal sealed class PeopleWriter(WriterConnection db)
{
    public const string EndAbsences = "delete from absence where person = @person and (end_at > @now or end_at is null)";

    public const string AddAbsence = "insert into absence (person, start_at, end_at) values (@person, @start, @end)";

    public const string Hours = """
        insert into person_setting (person, hours) values (@person, @hours)
        on conflict (person) do update set hours = excluded.hours
        """;

    public const string Limit = """
        insert into person_setting (person, own_limit) values (@person, @limit)
        on conflict (person) do update set own_limit = excluded.own_limit
        """;

    public const string AskedOn = """
        insert into person_setting (person, asked_on) values (@person, @platform)
        on conflict (person) do update set asked_on = excluded.asked_on
        """;

    public const string Lost = """
        insert into lost_on (person, platform, why, at) values (@person, @platform, @why, @at)
        on conflict (person, platform) do update set why = excluded.why, at = excluded.at
        """;

    public const string Found = "delete from lost_on where person = @person and platform = @platform";

    public const string Assigned = """
        insert into person_setting (person, last_assigned_at) values (@person, @at)
        on conflict (person) do update set last_assigned_at = max(coalesce(last_assigned_at, 0), excluded.last_assigned_at)
        """;

    public const string Reviewed = """
        insert into review_day (day, person, reviews) values (@day, @person, 1)
        on conflict (day, person) do update set reviews = reviews + 1
        """;

    public const string Unreviewed = "update review_day set reviews = reviews - 1 where day = @day and person = @person and reviews > 0";

    public const string AnyAsked = "select exists (select 1 from seat_asked where person = @person and open = 1)";

    public const string AnyListed = "select exists (select 1 from roster_since)";

    public const string List = "insert into roster_since (person, since_at) values (@person, @since) on conflict (person) do nothing";

    public const string Unlist = "delete from roster_since where person not in (select value from json_each(@people))";

    private readonly Statement _reviewed = db.Prepare(Reviewed);
    private readonly Statement _unreviewed = db.Prepare(Unreviewed);
    private readonly Statement _anyAsked = db.Prepare(AnyAsked);
    private readonly Statement _anyListed = db.Prepare(AnyListed);
    private readonly Statement _list = db.Prepare(List);
    private readonly Statement _unlist = db.Prepare(Unlist);
    private readonly Statement _load = db.Prepare(LoadRow.Of);
    private readonly Statement _setting = db.Prepare(SettingRow.Of);
    private readonly Statement _absences = db.Prepare(AbsenceRow.NotOverOf);
    private readonly Statement _endAbsences = db.Prepare(EndAbsences);
    private readonly Statement _addAbsence = db.Prepare(AddAbsence);
    private readonly Statement _hours = db.Prepare(Hours);
    private readonly Statement _limit = db.Prepare(Limit);
    private readonly Statement _askedOn = db.Prepare(AskedOn);
    private readonly Statement _isLost = db.Prepare(LostRow.Of);
    private readonly Statement _lost = db.Prepare(Lost);
    private readonly Statement _found = db.Prepare(Found);
    private readonly Statement _assigned = db.Prepare(Assigned);

    public PersonState State(PersonId person, Instant now)
    {
        _load.Bind(person.Value).Step();
        var open = _load.Long(0);
        _load.Reset();
        return SettingOf(person).ToState(open, AbsencesOf(person, now), LostOf(person));
    }

    public int? OwnLimit(PersonId person) => (int?)SettingOf(person).OwnLimit;

    public bool IsAsked(PersonId person)
    {
        _anyAsked.Bind(person.Value).Step();
        var any = _anyAsked.Long(0) != 0;
        _anyAsked.Reset();
        return any;
    }

    public void SetAbsences(PersonId person, ImmutableArray<Interval> absences, Instant now)
    {
        _endAbsences.Bind(person.Value).Bind(UnixTime.Of(now)).Run();
        foreach (var away in absences)
            _addAbsence
                .Bind(person.Value)
                .Bind(away.HasStart ? UnixTime.Of(away.Start) : (long?)null)
                .Bind(away.HasEnd ? UnixTime.NotBefore(away.End) : (long?)null)
                .Run();
    }

    public void SetHours(PersonId person, WorkingHours? hours) => _hours.Bind(person.Value).Bind(hours?.ToString()).Run();

    public void SetLimit(PersonId person, int? limit) => _limit.Bind(person.Value).Bind((long?)limit).Run();

    public Contact Contact(PersonId person) => SettingOf(person).ToContact(LostOf(person));

    public void SetUnreachable(PersonId person, Platform platform, string? why, Instant now)
    {
        if (why is null)
            _found.Bind(person.Value).Bind(StoredName.Of(platform)).Run();
        else
            _lost.Bind(person.Value).Bind(StoredName.Of(platform)).Bind(why).Bind(UnixTime.Of(now)).Run();
    }

    public void SetAskedOn(PersonId person, Platform platform) => _askedOn.Bind(person.Value).Bind(StoredName.Of(platform)).Run();

    public void WasAssigned(PersonId person, Instant at) => _assigned.Bind(person.Value).Bind(UnixTime.Of(at)).Run();

    public void Voted(PersonId person, Instant at) => _reviewed.Bind(UnixTime.DayOf(at)).Bind(person.Value).Run();

    public void Unvoted(PersonId person, Instant votedAt) => _unreviewed.Bind(UnixTime.DayOf(votedAt)).Bind(person.Value).Run();

    /// <summary>Those who were there when this was noted first have no date: nobody knows how long they were.</summary>
    public void Listed(IReadOnlyCollection<PersonId> people, Instant now)
    {
        _anyListed.Step();
        var isFirst = _anyListed.Long(0) == 0;
        _anyListed.Reset();
        _unlist.Bind(JsonSerializer.Serialize(people.Select(p => p.Value))).Run();
        foreach (var person in people)
            _list.Bind(person.Value).Bind(isFirst ? null : UnixTime.Of(now)).Run();
    }

    private SettingRow SettingOf(PersonId person)
    {
        var row = _setting.Bind(person.Value).Step()
            ? new SettingRow(
                person.Value, _setting.TextOrNull(1), _setting.LongOrNull(2), _setting.TextOrNull(3), _setting.LongOrNull(4), _setting.LongOrNull(5))
            : SettingRow.Nothing(person.Value);
        _setting.Reset();
        return row;
    }

    private ImmutableArray<LostOn> LostOf(PersonId person)
    {
        var lost = ImmutableArray<LostOn>.Empty;
        _isLost.Bind(person.Value);
        while (_isLost.Step())
            lost = lost.Add(new LostRow(person.Value, _isLost.TextOrNull(1)!, _isLost.TextOrNull(2)!).ToLost());
        _isLost.Reset();
        return lost;
    }

    private ImmutableArray<Interval> AbsencesOf(PersonId person, Instant now)
    {
        var absences = ImmutableArray.CreateBuilder<Interval>();
        _absences.Bind(person.Value).Bind(UnixTime.Of(now));
        while (_absences.Step())
            absences.Add(new AbsenceRow(person.Value, _absences.LongOrNull(0), _absences.LongOrNull(1)).ToInterval());
        _absences.Reset();
        return absences.ToImmutable();
    }
}
