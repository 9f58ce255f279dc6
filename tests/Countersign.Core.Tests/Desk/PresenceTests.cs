using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;
using Countersign.Core.Tests.Routing;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>What a platform says of somebody's time, laid over their calendar: World.Now is Tuesday at 10:00, everybody works from 9 to 17.</summary>
public sealed class PresenceTests
{
    private static readonly Person Lee = Person("lee");
    private static readonly Calendar Usual = PersonState.None.CalendarOf(Lee);
    private readonly Presences _presences = new();

    [Fact]
    public void Nothing_heard_changes_nothing()
    {
        _presences.LaidOver(Usual, Lee, Now).ShouldBeSameAs(Usual);
        _presences.Hear(new Presence(Lee.Id, Platform.Slack, PresenceTopic.Status, null, Now));
        _presences.LaidOver(Usual, Lee, Now).ShouldBeSameAs(Usual);
        _presences.Ended(Now).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_platform_says_of_somebody_who_is_not_there_any_more_changes_nothing()
    {
        Says(PresenceReason.Vacationing, 0, 120, Platform.Teams);
        _presences.LaidOver(Usual, Lee, Now).ShouldBeSameAs(Usual);
    }

    [Fact]
    public void Away_is_not_at_work_and_busy_is_at_work_and_not_free()
    {
        Says(PresenceReason.InMeeting, 0, 60);
        var busy = Candidate();
        (busy.AtWork.IsFree(Now), busy.Free.NextFree(Now)).ShouldBe((true, At(60)));
        Says(PresenceReason.Vacationing, 0, 90);
        var away = Candidate();
        (away.AtWork.IsFree(Now), away.AtWork.NextFree(Now)).ShouldBe((false, At(90)));
        Router.WhyNot(Now, Seat, away).ShouldBe(new PassedOver(Lee.Id, PassedOverFor.Away, At(90)));
        Router.WhyNot(Now, Seat, busy).ShouldBeNull();
    }

    [Fact]
    public void What_ends_in_the_middle_of_a_shift_leaves_the_rest_of_it()
    {
        Says(PresenceReason.OutSick, -30, 150);
        var calendar = _presences.LaidOver(Usual, Lee, Now);
        calendar.Free(At(-60), At(8 * 60)).ShouldBe([new Interval(At(-60), At(-30)), new Interval(At(150), At(7 * 60))]);
    }

    [Fact]
    public void A_nightly_do_not_disturb_outside_the_hours_changes_nothing()
    {
        var night = At(13 * 60);
        _presences.Hear(Presence(PresenceReason.DoNotDisturb, 12 * 60, 22 * 60 + 30, night));
        _presences.Of(Lee, night).ShouldHaveSingleItem();
        _presences.LaidOver(Usual, Lee, night).Free(night, night + Duration.FromDays(7)).ShouldBe(Usual.Free(night, night + Duration.FromDays(7)));
    }

    [Fact]
    public void What_somebody_did_of_late_is_not_less_because_of_what_a_platform_says_today()
    {
        var before = Candidate().Load.Capacity;
        Says(PresenceReason.Vacationing, -600, 600);
        Candidate().Load.Capacity.ShouldBe(before);
    }

    [Fact]
    public void Of_do_not_disturb_and_a_status_each_counts_and_grows_old_on_its_own()
    {
        _presences.Hear(Presence(PresenceReason.DoNotDisturb, 0, 200, Now));
        _presences.Hear(Presence(PresenceReason.InMeeting, 0, 100, At(15)));
        Reasons(20).ShouldBe([PresenceReason.DoNotDisturb, PresenceReason.InMeeting]);
        Reasons(21).ShouldBe([PresenceReason.InMeeting]);
        Reasons(36).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_set_aside_counts_again_once_something_else_is_said()
    {
        _presences.SetAside(Lee, Now).ShouldBeFalse();
        Says(PresenceReason.Vacationing, 0, 200);
        _presences.SetAside(Lee, Now).ShouldBeTrue();
        _presences.SetAside(Lee, Now).ShouldBeTrue();
        Reasons(0).ShouldBeEmpty();
        // The same with a later end, as on the next day: still the same.
        Says(PresenceReason.Vacationing, 0, 300);
        Reasons(0).ShouldBeEmpty();
        Says(PresenceReason.OutSick, 0, 300);
        Reasons(0).ShouldBe([PresenceReason.OutSick]);
        // And the first again, once something else came between.
        Says(PresenceReason.Vacationing, 0, 300);
        Reasons(0).ShouldBe([PresenceReason.Vacationing]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_minute_agrees_with_a_list_of_what_was_said(int seed)
    {
        var random = new Random(seed);
        var said = new Dictionary<PresenceTopic, Presence>();
        var counted = new HashSet<PresenceTopic>();
        for (var minute = -120; minute < 600; minute++)
        {
            var now = At(minute);
            if (random.Next(12) == 0)
            {
                var reason = (PresenceReason)random.Next(5);
                var heard = Presence(reason, minute - random.Next(60), minute + 1 + random.Next(60), now);
                heard = random.Next(4) == 0 ? heard with { Spell = null } : heard;
                said[heard.Topic] = heard;
                _presences.Hear(heard);
            }

            ImmutableArray<Presence> holds =
                [.. said.Values.Where(p => p.Spell is { } s && p.SeenAt >= At(minute - 20) && s.Time.Start <= now && now < s.Time.End).OrderBy(p => p.Topic)];
            _presences.Of(Lee, now).ShouldBe(holds);
            var calendar = _presences.LaidOver(Usual, Lee, now);
            (calendar.AbsenceAt(now) is not null, calendar.BusyAt(now) is not null)
                .ShouldBe((holds.Any(p => p.Spell!.IsAway), holds.Any(p => !p.Spell!.IsAway)));
            _presences.Ended(now).Any().ShouldBe(counted.Except(holds.Select(p => p.Topic)).Any());
            counted = [.. holds.Select(p => p.Topic)];
        }
    }

    private static SeatToFill Seat => RoutingCases.Seat(Now);

    private static Instant At(int minutes) => Now + Duration.FromMinutes(minutes);

    private Candidate Candidate() => new Bench(_presences).Of(Lee, PersonState.None, Now);

    private void Says(PresenceReason reason, int from, int until, Platform platform = Platform.Slack) =>
        _presences.Hear(Presence(reason, from, until, Now) with { Platform = platform });

    private static Presence Presence(PresenceReason reason, int from, int until, Instant seen) => new(
        Lee.Id, Platform.Slack, reason == PresenceReason.DoNotDisturb ? PresenceTopic.DoNotDisturb : PresenceTopic.Status,
        new Spell(reason, new Interval(At(from), At(until)), EndIsSaid: true), seen);

    private PresenceReason[] Reasons(int minute) => [.. _presences.Of(Lee, At(minute)).Select(p => p.Spell!.Reason)];
}
