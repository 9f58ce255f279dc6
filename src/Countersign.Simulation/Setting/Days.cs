using Countersign.Core.People;
using NodaTime;

namespace Countersign.Simulation.Setting;

/// <summary>Draws one person's meetings, focus blocks and absences over the run, and which of them a router sees.</summary>
internal sealed class Days(WorkloadModel model, Draws draws, int person, Calendar hours, Instant from, Instant until)
{
    private const int SlotMinutes = 30;
    private const int Tries = 60;

    private readonly List<Interval> _busy = [];
    private readonly List<Interval> _busySeen = [];
    private readonly List<Interval> _away = [];
    private readonly List<Interval> _awaySeen = [];
    private long _draw;

    public (Calendar Real, Calendar Seen) Drawn()
    {
        var last = until.InZone(hours.Zone).Date;
        for (var day = from.InZone(hours.Zone).Date; day <= last; day = day.PlusDays(1))
        {
            if (day.DayOfWeek == IsoDayOfWeek.Monday)
            {
                Meetings(day);
                Focus(day);
            }

            Absence(day);
        }

        return (hours with { Busy = [.. _busy], Absences = [.. _away] }, hours with { Busy = [.. _busySeen], Absences = [.. _awaySeen] });
    }

    private void Meetings(LocalDate monday)
    {
        var left = (int)(model.MeetingHours * 60);
        for (var i = 0; left >= SlotMinutes && i < Tries; i++)
        {
            var minutes = Math.Min(left, Next(Draw.Meetings) < .5 ? SlotMinutes : 2 * SlotMinutes);
            if (Place(monday, minutes, model.MeetingsSeen))
                left -= minutes;
        }
    }

    private void Focus(LocalDate monday)
    {
        for (var (placed, i) = (0, 0); placed < model.FocusBlocks && i < Tries; i++)
            if (Place(monday, 4 * SlotMinutes, model.FocusSeen))
                placed++;
    }

    // Somewhere in the week where it fits into a working day and meets nothing else.
    private bool Place(LocalDate monday, int minutes, double seen)
    {
        var day = monday.PlusDays((int)(Next(Draw.Meetings) * 5));
        var shift = Shift(day);
        if (shift is not { } worked || worked.Duration < Duration.FromMinutes(minutes))
            return false;
        var slots = (int)((worked.Duration.TotalMinutes - minutes) / SlotMinutes) + 1;
        var start = worked.Start + Duration.FromMinutes((int)(Next(Draw.Focus) * slots) * SlotMinutes);
        var taken = new Interval(start, start + Duration.FromMinutes(minutes));
        if (_busy.Exists(b => b.Start < taken.End && taken.Start < b.End))
            return false;
        _busy.Add(taken);
        if (Next(Draw.Seen) < seen)
            _busySeen.Add(taken);
        return true;
    }

    // Spells of one to five days, so that the share of absent days comes out on the mean.
    private void Absence(LocalDate day)
    {
        if (Shift(day) is null || Next(Draw.Absence) >= model.Absent / 2.55)
            return;
        var days = 1 + (int)(Next(Draw.Absence) * 5);
        var away = new Interval(
            hours.Zone.AtStartOfDay(day).ToInstant(), hours.Zone.AtStartOfDay(day.PlusDays(days)).ToInstant());
        _away.Add(away);
        if (Next(Draw.Seen) < model.AbsencesSeen)
            _awaySeen.Add(away);
    }

    private Interval? Shift(LocalDate day)
    {
        var start = hours.Zone.AtStartOfDay(day).ToInstant();
        var worked = hours.Free(start, hours.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant()).ToList();
        return worked.Count == 0 ? null : worked.MaxBy(w => w.Duration);
    }

    private double Next(Draw kind) => draws.Uniform(kind, person, _draw++);
}
