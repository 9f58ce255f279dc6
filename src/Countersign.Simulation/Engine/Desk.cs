using Countersign.Core.Routing;
using Countersign.Simulation.Setting;
using NodaTime;

namespace Countersign.Simulation.Engine;

/// <summary>One senior's desk during a run: what lies on it, what they are on, what they did.</summary>
internal sealed class Desk(Senior senior)
{
    private readonly Queue<(Instant At, double Minutes)> _done = new();
    private double _lately;
    private LocalDate _workDay;
    private LocalDate _askDay;
    private int _askedToday;

    public Senior Senior { get; } = senior;

    /// <summary>Asked for and not begun.</summary>
    public List<Asking> Waiting { get; } = [];

    public Asking? Current { get; set; }

    public Instant BusyUntil { get; set; }

    public Instant? LastAsked { get; private set; }

    /// <summary>How often they were asked in the whole run: what GitHub's load balance evens out.</summary>
    public int Asked { get; private set; }

    /// <summary>Messages that notified them without their doing: first asks, moves, reminders.</summary>
    public int Pings { get; set; }

    /// <summary>Minutes of review in the whole run.</summary>
    public double Total { get; private set; }

    public Instant? WakesAt { get; set; }

    public bool HasOffer { get; set; }

    public int Open => Waiting.Count + (Current is null ? 0 : 1);

    public void WasAsked(Instant now)
    {
        Turn(ref _askDay, now, ref _askedToday);
        (LastAsked, Asked, _askedToday) = (now, Asked + 1, _askedToday + 1);
    }

    public void Did(double minutes, Instant now)
    {
        UsedToday(now);
        (Total, _used, _lately) = (Total + minutes, _used + minutes, _lately + minutes);
        _done.Enqueue((now, minutes));
    }

    private double _used;

    /// <summary>Nothing new is begun once the day's declared minutes are spent.</summary>
    public bool IsSpent(Instant now) => UsedToday(now) >= Senior.Capacity.TotalMinutes;

    /// <summary>As the product would know it.</summary>
    /// <param name="joined">When the run began: capacity counts from there.</param>
    public Workload Workload(Instant now, Instant joined)
    {
        while (_done.TryPeek(out var old) && old.At < now - Duration.FromDays(Core.Routing.Workload.Days))
            _lately -= _done.Dequeue().Minutes;
        Turn(ref _askDay, now, ref _askedToday);
        var weeks = Math.Min(Core.Routing.Workload.Days, (now - joined).TotalDays) / 7;
        var capacity = Senior.Capacity.TotalMinutes * Math.Max(1, 5 * weeks);
        return new Workload(Waiting.Count, Current is null ? 0 : 1, LastAsked, _askedToday, (int)_lately, (int)capacity);
    }

    private double UsedToday(Instant now)
    {
        var day = now.InZone(Senior.Zone).Date;
        if (day != _workDay)
            (_workDay, _used) = (day, 0);
        return _used;
    }

    private void Turn(ref LocalDate of, Instant now, ref int count)
    {
        var day = now.InZone(Senior.Zone).Date;
        if (day != of)
            (of, count) = (day, 0);
    }
}
