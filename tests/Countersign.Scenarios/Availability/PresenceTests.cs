using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;
using Countersign.Scenarios.InTeams;
using NodaTime;

namespace Countersign.Scenarios.Availability;

/// <summary>What Lee's and Kim's status and do-not-disturb in Slack do to who is asked: on a Friday at ten, both work until five.</summary>
public sealed class PresenceTests
{
    private static readonly string[] Private = ["vacation", "palm_tree", "sick", "disturb", "meeting", "Beach", "status"];

    [Theory]
    [InlineData("lee", "kim")]
    [InlineData("kim", "lee")]
    public async Task Whoever_is_in_a_meeting_is_asked_later_than_whoever_is_free(string busy, string free)
    {
        await using var home = await Open();
        Says(home, busy, ":spiral_calendar_pad:", minutes: 45);
        await home.LookAtPresence();

        await home.Submit();

        (await home.Reviewer()).User.Name.ShouldBe(free);
        (await Why(home)).ShouldContain("(busy until");
    }

    [Theory]
    [InlineData("lee", "kim")]
    [InlineData("kim", "lee")]
    public async Task Whoever_is_in_do_not_disturb_is_asked_later_and_reads_why_on_their_Home(string busy, string free)
    {
        await using var home = await Open();
        Quiet(home, busy, -30, 270);
        await home.As(busy).OpenHome();
        await home.As(free).OpenHome();
        await home.LookAtPresence();

        var mine = await home.As(busy).SeesHome("Slack says that you are in do-not-disturb until");
        mine.Readable.ShouldContain("so I count you as busy until then");
        mine.Readable.ShouldContain("/signoff back");
        (await home.As(busy).Run("/signoff home")).Readable.ShouldContain("Slack says that you are in do-not-disturb");
        (await home.As(free).SeesHome("I can ask you now.")).Readable.ShouldNotContain("Slack says");

        await home.Submit();
        (await home.Reviewer()).User.Name.ShouldBe(free);

        // Whoever is merely busy is asked when the other can't be, and nobody is told what keeps them busy.
        await home.As(free).Choose("Not me: not my area", on: "CR-1");
        (await home.Reviewer()).User.Name.ShouldBe(busy);
        NothingPrivate(await Why(home));
    }

    [Fact]
    public async Task Whoever_is_on_vacation_by_their_status_is_not_asked_others_do_not_learn_why_and_it_ends_with_the_status()
    {
        await using var home = await Open();
        Says(home, "lee", ":palm_tree:", minutes: 60, text: "Beach until Monday");
        Says(home, "kim", ":face_with_thermometer:");
        await home.As("kim").OpenHome();
        await home.LookAtPresence();

        await home.Submit();
        await home.Slack.Eventually("it waits", () => home.Store.Find(new ChangeId(1)).GetAwaiter().GetResult()?.Report?.NextChance is not null);
        (await home.Change()).Report!.NextChance.ShouldBe(Home.Friday10 + Duration.FromMinutes(60));
        await home.Quiet();
        (await Why(home)).ShouldContain("is away until");
        (await home.As("kim").SeesHome("Slack says that you are out sick, without an end, so I count you as away until")).ShouldNotBeNull();
        foreach (var name in (string[])["ana", "mo", "lee"])
            foreach (var said in home.As(name).Dm)
                NothingPrivate(said.Readable);
        foreach (var said in home.Slack.Channel("payments").Concat(home.Slack.Channel("ops")))
            NothingPrivate(said.Readable);

        // Kim takes the status away: what waits is hers within minutes.
        Says(home, "kim", "");
        home.Advance(Duration.FromMinutes(5));
        await home.LookAtPresence();
        (await home.Reviewer()).User.Name.ShouldBe("kim");
    }

    [Fact]
    public async Task A_vacation_without_an_end_is_not_over_the_next_day()
    {
        await using var home = await Open(Instant.FromUtc(2026, 11, 18, 10, 0));
        Says(home, "lee", ":palm_tree:");
        Says(home, "kim", ":palm_tree:");
        await home.LookAtPresence();
        home.Advance(Duration.FromDays(1));
        await home.LookAtPresence();

        await home.Submit();

        await home.Slack.Eventually("it waits", () => home.Store.Find(new ChangeId(1)).GetAwaiter().GetResult()?.Report?.NextChance is not null);
        (await home.Change()).Report!.NextChance.ShouldBe(Instant.FromUtc(2026, 11, 20, 9, 0));
    }

    [Fact]
    public async Task A_meeting_without_an_end_is_over_after_an_hour_and_does_not_begin_again()
    {
        await using var home = await Open();
        Says(home, "lee", ":calendar:");
        await home.As("lee").OpenHome();
        await home.LookAtPresence();
        await home.As("lee").SeesHome("in a meeting, without an end, so I count you as busy until");

        for (var i = 0; i < 13; i++)
        {
            home.Advance(Duration.FromMinutes(5));
            await home.LookAtPresence();
        }

        await home.As("lee").SeesHome("I can ask you now.");
        (await home.As("lee").Run("/signoff home")).Readable.ShouldNotContain("Slack says");
    }

    [Fact]
    public async Task Back_outweighs_the_status_until_it_changes()
    {
        await using var home = await Open();
        Says(home, "lee", ":palm_tree:");
        Says(home, "kim", ":palm_tree:");
        await home.LookAtPresence();
        await home.Submit();
        await home.Slack.Eventually("it waits", () => home.Store.Find(new ChangeId(1)).GetAwaiter().GetResult()?.Report?.NextChance is not null);

        (await home.As("kim").Run("/signoff back")).Readable.ShouldContain("I can ask you from now on.");

        (await home.Reviewer()).User.Name.ShouldBe("kim");
        home.Advance(Duration.FromMinutes(5));
        await home.LookAtPresence();
        (await home.As("kim").Run("/signoff home")).Readable.ShouldContain("I can ask you now.");
    }

    public static TheoryData<string> Troubles => ["missing scope", "429", "time-out", "cut", "unavailable", "an error"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task What_Slack_does_not_tell_changes_nothing(string trouble)
    {
        await using var home = await Open();
        Says(home, "lee", ":palm_tree:");
        Says(home, "kim", ":palm_tree:");
        Quiet(home, "lee", -30, 270);
        Failure failure = trouble switch
        {
            "missing scope" => new Failure.Refused("missing_scope"),
            "429" => new Failure.RateLimited(30),
            "time-out" => new Failure.NeverAnswers(),
            "cut" => new Failure.Down(),
            "unavailable" => new Failure.Status(503),
            _ => new Failure.Refused("fatal_error"),
        };
        home.Slack.Failures.Add("users.info", failure);
        home.Slack.Failures.Add("dnd.teamInfo", failure);
        var looking = home.LookAtPresence();

        // Nobody waits for it either.
        await home.Submit();
        await home.Reviewer();
        await looking;
        await home.LookAtPresence();
        (await home.As("lee").Run("/signoff home")).Readable.ShouldContain("I can ask you now.");
        (await home.As("lee").Run("/signoff home")).Readable.ShouldNotContain("Slack says");
        // Not a call for each person and look, while it does not work.
        home.Slack.Calls.Count(c => c.Method == "users.info").ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task What_was_heard_too_long_ago_is_unknown_and_what_waits_for_it_is_asked()
    {
        await using var home = await Open();
        Says(home, "lee", ":palm_tree:");
        Says(home, "kim", ":palm_tree:");
        await home.LookAtPresence();
        await home.Submit();
        await home.Slack.Eventually("it waits", () => home.Store.Find(new ChangeId(1)).GetAwaiter().GetResult()?.Report?.NextChance is not null);

        home.Slack.Failures.Add("users.info", new Failure.Status(503));
        home.Advance(Duration.FromMinutes(21));
        await home.LookAtPresence();

        await home.Reviewer();
    }

    [Fact]
    public async Task Without_the_optional_scope_the_status_counts_still()
    {
        await using var home = await Home.Open();
        Quiet(home, "lee", -30, 270);
        Says(home, "kim", ":bus:", minutes: 30);
        await home.LookAtPresence();

        (await home.As("lee").Run("/signoff home")).Readable.ShouldNotContain("Slack says");
        (await home.As("kim").Run("/signoff home")).Readable.ShouldContain("Slack says that you are commuting until");
        home.Slack.Calls.Count(c => c.Method == "dnd.teamInfo").ShouldBe(1);
    }

    [Fact]
    public async Task Only_those_who_review_are_looked_at_and_nobody_twice_within_five_minutes()
    {
        await using var home = await Open();
        for (var i = 0; i < 4; i++)
            await home.LookAtPresence();
        Looked(home).ShouldBe(["U0KIM", "U0LEE"]);
        home.Slack.Calls.Count(c => c.Method == "dnd.teamInfo").ShouldBe(1);
        home.Advance(Duration.FromMinutes(5));
        await home.LookAtPresence();
        Looked(home).ShouldBe(["U0KIM", "U0LEE", "U0KIM", "U0LEE"]);
    }

    [Fact]
    public async Task In_Teams_too_only_they_themselves_read_what_Slack_says_of_them()
    {
        await using var home = await Home.OpenWithTeams(TeamsTown.Policy("lee: both"));
        Says(home, "lee", ":palm_tree:", minutes: 60);
        await home.LookAtPresence();

        await home.Hears("lee", "home", null, "Slack says that you are on vacation until", "back");
        NothingPrivate((await home.Hears("lee", "home", TeamsTown.Pool, "I count you as away until", "Ask me in our own chat and I say why.")).Readable);
    }

    private static IEnumerable<string> Looked(Home home) =>
        home.Slack.Calls.Where(c => c.Method == "users.info").Select(c => (string)c.Arguments["user"]!);

    private static Task<Home> Open(Instant? now = null) => Home.Open(now, options: new StandInOptions
    {
        Time = TimeProvider.System,
        Scopes = ["commands", "chat:write", "im:write", "users:read", "dnd:read"],
    });

    private static void Says(Home home, string name, string emoji, int? minutes = null, string text = "Beach") => Put(home, name, user => user with
    {
        StatusEmoji = emoji,
        StatusText = text,
        StatusExpires = minutes is { } m ? (home.Clock.Now + Duration.FromMinutes(m)).ToDateTimeOffset() : null,
    });

    private static void Quiet(Home home, string name, int from, int until) => Put(home, name, user => user with
    {
        Dnd = new DndWindow((home.Clock.Now + Duration.FromMinutes(from)).ToDateTimeOffset(), (home.Clock.Now + Duration.FromMinutes(until)).ToDateTimeOffset()),
    });

    private static void Put(Home home, string name, Func<SlackUser, SlackUser> change) =>
        home.Slack.Workspace.Members.Put(change(home.Slack.Workspace.Members.User(name)!));

    private static async Task<string> Why(Home home) => (await home.As("ana").Run("/signoff why CR-1")).Readable;

    private static void NothingPrivate(string words)
    {
        foreach (var word in Private)
            words.ShouldNotContain(word);
    }
}
