using System.Collections.Frozen;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Slack.Availability;
using Countersign.Slack.Wire;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

/// <summary>What Slack's status and do-not-disturb mean, and that a thousand people fit into Slack's paces.</summary>
public sealed class AvailabilityTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    // Ten in Berlin, on the day before the clocks go back.
    private static readonly Instant Now = Instant.FromUtc(2026, 10, 24, 8, 0);

    [Theory]
    [InlineData(":palm_tree:", PresenceReason.Vacationing)]
    [InlineData(":face_with_thermometer:", PresenceReason.OutSick)]
    [InlineData(":spiral_calendar_pad:", PresenceReason.InMeeting)]
    [InlineData(":calendar:", PresenceReason.InMeeting)]
    [InlineData(":bus:", PresenceReason.Commuting)]
    [InlineData(":house_with_garden:", null)]
    [InlineData(":coffee:", null)]
    [InlineData("palm_tree", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Slacks_own_statuses_mean_what_Slack_says_and_others_nothing(string? emoji, PresenceReason? reason)
    {
        StatusReading.ReasonOf(emoji).ShouldBe(reason);
        var spell = StatusReading.Status(Person(emoji, Seconds(90)), Berlin, null, Now);
        spell.ShouldBe(reason is { } why ? new Spell(why, new Interval(Now, At(90)), true) : null);
    }

    [Fact]
    public void Away_without_an_end_is_away_until_their_own_day_ends()
    {
        var spell = StatusReading.Status(Person(":palm_tree:", 0), Berlin, null, Now)!;
        spell.ShouldBe(new Spell(PresenceReason.Vacationing, new Interval(Now, Instant.FromUtc(2026, 10, 24, 22, 0)), false));
        // The next day has 25 hours; it is the same vacation still.
        var later = StatusReading.Status(Person(":palm_tree:", 0), Berlin, spell, At(24 * 60))!;
        later.Time.ShouldBe(new Interval(Now, Instant.FromUtc(2026, 10, 25, 23, 0)));
    }

    [Fact]
    public void Busy_without_an_end_is_busy_for_an_hour_from_when_it_was_first_seen_and_not_again()
    {
        Spell? seen = null;
        for (var minute = 0; minute < 300; minute += 5)
        {
            seen = StatusReading.Status(Person(":bus:", 0), Berlin, seen, At(minute));
            seen!.Time.ShouldBe(new Interval(Now, At(60)));
        }

        StatusReading.Status(Person(":calendar:", 0), Berlin, seen, At(300))!.Time.Start.ShouldBe(At(300));
        StatusReading.Status(Person("", 0), Berlin, seen, At(300)).ShouldBeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(600_000)]
    public void A_status_that_is_over_or_ends_beyond_belief_means_nothing(int minutes) =>
        StatusReading.Status(Person(":palm_tree:", Seconds(minutes)), Berlin, null, Now).ShouldBeNull();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public void No_number_of_Slacks_breaks_it(long number)
    {
        StatusReading.Status(Person(":bus:", number), Berlin, null, Now).ShouldBeNull();
        StatusReading.Quiet(new QuietWindow(true, number, number), Now).ShouldBeNull();
        StatusReading.Quiet(new QuietWindow(true, Seconds(-1), number), Now).ShouldBeNull();
    }

    [Theory]
    [InlineData(true, 0, 1, true)]
    [InlineData(true, -60, 60, true)]
    [InlineData(false, -60, 60, false)]
    [InlineData(true, 1, 60, false)]
    [InlineData(true, -60, 0, false)]
    public void Only_a_do_not_disturb_that_holds_now_counts(bool enabled, int from, int until, bool counts)
    {
        var spell = StatusReading.Quiet(new QuietWindow(enabled, Seconds(from), Seconds(until)), Now);
        spell.ShouldBe(counts ? new Spell(PresenceReason.DoNotDisturb, new Interval(At(from), At(until)), true) : null);
    }

    [Fact]
    public void What_Slack_answers_is_read_whatever_else_it_holds()
    {
        var quiet = Read("""{"ok":true,"users":{"U1":{"dnd_enabled":true,"next_dnd_start_ts":5,"next_dnd_end_ts":9},"U2":{"dnd_enabled":1},"U3":7}}""");
        quiet!.Users.ShouldBe(new Dictionary<string, QuietWindow> { ["U1"] = new(true, 5, 9), ["U2"] = default, ["U3"] = default }, ignoreOrder: true);
        Read("""{"ok":true,"users":[]}""").ShouldBeNull();
    }

    [Fact]
    public void A_thousand_people_fit_into_the_paces_and_nobody_grows_old()
    {
        var turns = new Turns("T1");
        turns.Follow(Book(1_000));
        var (status, quiet) = (new List<Instant>(), new List<Instant>());
        var last = new Dictionary<PersonId, Instant>();
        for (var at = Now; at < Now + Duration.FromHours(2); at += Duration.FromTimeSpan(PresenceWatch.Step))
        {
            var asked = turns.ForQuiet(at, SlackApi.MostDoNotDisturb);
            if (asked.Count > 0)
                quiet.Add(at);
            asked.ForEach(t => t.QuietAsked = at);
            foreach (var turn in turns.ForStatus(at, PresenceWatch.StatusesEachStep))
            {
                if (last.TryGetValue(turn.Person.Id, out var before))
                    (at - before).ShouldBeInRange(Turns.Every, Presences.Keep);
                (turn.StatusAsked, last[turn.Person.Id]) = (at, at);
                status.Add(at);
            }
        }

        last.Count.ShouldBe(1_000);
        MostInAMinute(status).ShouldBeLessThanOrEqualTo(100);
        MostInAMinute(quiet).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Trouble_is_said_once_until_it_works_again_and_the_method_rests()
    {
        var pause = new Pause();
        SlackFailure scope = new SlackFailure.Rejected("missing_scope", [], "dnd:read", RejectionKind.Credentials);
        pause.Holds(Now).ShouldBeFalse();
        pause.After(scope, Now).ShouldBeTrue();
        (pause.Holds(At(59)), pause.Holds(At(60))).ShouldBe((true, false));
        pause.After(scope, At(60)).ShouldBeFalse();
        pause.After(new SlackFailure.Throttled(TimeSpan.FromMinutes(3)), At(120)).ShouldBeFalse();
        (pause.Holds(At(122)), pause.Holds(At(123))).ShouldBe((true, false));
        pause.Worked();
        pause.After(scope, At(130)).ShouldBeTrue();
    }

    private static int MostInAMinute(List<Instant> calls) => calls.Max(c => calls.Count(o => o >= c && o < c + Duration.FromMinutes(1)));

    private static SlackQuiet? Read(string json)
    {
        using var response = new HttpResponseMessage();
        return AnswerReading.Quiet(new SlackAnswer(response, System.Text.Encoding.UTF8.GetBytes(json), DateTimeOffset.UnixEpoch));
    }

    private static Instant At(int minutes) => Now + Duration.FromMinutes(minutes);

    private static long Seconds(int minutes) => At(minutes).ToUnixTimeSeconds();

    private static SlackPerson Person(string? emoji, long expires) => new("U1", "T1", "Ana", false, false, false, false, null, emoji, expires);

    private static PolicyBook Book(int people)
    {
        var at = new PolicyLine("policy.yaml", 1, "key");
        var payments = new ServiceId("payments");
        var service = new Service(payments, "Payments", new(Tier.High, at), Duration.FromHours(4), [], null, []) { Rules = TierRules.BuiltIn };
        return new PolicyBook(
            "digest", "roster",
            new Roster(Enumerable.Range(0, people).Select(n => new Person(
                new PersonId($"p{n}"), $"P{n}", Level.Senior, Berlin, WorkingHours.Default, [payments], [], [new ChatIdentity(Platform.Slack, "T1", $"U{n}")]))),
            new[] { service }.ToFrozenDictionary(s => s.Id), [], []);
    }
}
