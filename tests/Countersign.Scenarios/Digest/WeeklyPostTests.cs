using Countersign.Scenarios.House;
using Countersign.Scenarios.InTeams;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Scenarios.Digest;

/// <summary>The weekly post, from the real scheduler, on Slack and Teams at once: a team in Berlin, over the end of summer time.</summary>
public sealed class WeeklyPostTests
{
    // The clock in Berlin goes back on Sunday: nine on Monday is an hour later for the machine.
    private static readonly Instant Friday = Instant.FromUtc(2026, 10, 23, 10, 0);
    private static readonly Instant Monday = Instant.FromUtc(2026, 10, 26, 8, 0);

    private static string Policy => TeamsTown.Policy("channel: both", "ana: both", "lee: both", "kim: both", "mo: both")
        .Replace("services:\n", "teams:\n  - { id: payments-team, name: Payments team, lead: mo, digest: { zone: Europe/Berlin } }\nservices:\n", StringComparison.Ordinal)
        .Replace("    name: Payments\n", "    name: Payments\n    team: payments-team\n", StringComparison.Ordinal);

    [Fact]
    public async Task It_comes_once_a_week_over_a_change_of_the_clock_a_crash_while_it_is_sent_and_restarts()
    {
        await using var home = await Home.OpenWithTeams(Policy, Friday);
        await home.Submit();
        await home.Reviewer();
        await At(home, Monday - Duration.FromMinutes(1));
        Posts(home, "W43").ShouldBe((0, 0));

        var silent = home.Slack.Failures.Add("chat.postMessage", new Playground.StandIn.Failure.DoneThenSilence(), 1, "C0PAY");
        home.MoveTo(Monday);
        // Slack has it, and has not answered; in Teams it is there and noted.
        await home.Slack.Eventually(
            "the digest in both channels", () => Posts(home, "W43") == (1, 1) && home.Store.Figures().GetAwaiter().GetResult().OutboxWaiting == 1);
        silent.Hits.ShouldBe(1);
        var crashed = await Copy(home);
        await home.Stop();
        await StartFrom(home, crashed);
        await At(home, Monday + Duration.FromMinutes(1));
        Posts(home, "W43").ShouldBe((1, 1));

        await home.Restart();
        await At(home, Monday + Duration.FromHours(5));
        await home.Restart();
        await At(home, Monday + Duration.FromDays(2));
        Posts(home, "W43").ShouldBe((1, 1));

        await At(home, Monday + Duration.FromDays(7) - Duration.FromMinutes(1));
        Posts(home, "W44").ShouldBe((0, 0));
        await At(home, Monday + Duration.FromDays(7));
        Posts(home, "W44").ShouldBe((1, 1));
        Posts(home, "").ShouldBe((2, 2));
    }

    [Fact]
    public async Task It_has_a_picture_in_Slack_and_charts_in_Teams_that_say_the_same_as_its_words()
    {
        await using var home = await Home.OpenWithTeams(Policy, Friday);
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Approve", reviewer.Dm[^1]);
        await home.Quiet();
        await At(home, Monday);

        var posted = home.Slack.Channel("payments").Single(m => m.Readable.Contains("week 2026-W43", StringComparison.Ordinal));
        var image = posted.Blocks.Single(b => (string?)b!["type"] == "image")!;
        var file = home.Slack.Workspace.Files.All.ShouldHaveSingleItem();
        ((string?)image["slack_file"]!["id"]).ShouldBe(file.Id);
        file.Bytes!.Value.Slice(1, 3).ToArray().ShouldBe("PNG"u8.ToArray());
        var said = (string?)image["alt_text"] ?? "";
        said.ShouldContain("Time to decision");
        said.ShouldContain("Lee Park");

        var card = home.Teams.Channel(TeamsTown.Payments).Single(m => Talk.Shown(m).Contains("week 2026-W43", StringComparison.Ordinal)).Card!.ToJsonString();
        card.ShouldContain("\"Chart.");
        card.ShouldContain("Lee Park");
    }

    [Fact]
    public async Task A_crash_while_the_picture_is_sent_neither_loses_nor_repeats_it()
    {
        await using var home = await Home.OpenWithTeams(Policy, Friday);
        await home.Submit();
        await home.Reviewer();
        await At(home, Monday - Duration.FromMinutes(1));
        var silent = home.Slack.Failures.Add("files.completeUploadExternal", new Playground.StandIn.Failure.DoneThenSilence(), 1);
        home.MoveTo(Monday);
        await home.Slack.Eventually(
            "the picture is under way", () => silent.Hits == 1 && Posts(home, "W43") == (0, 1) && home.Store.Figures().GetAwaiter().GetResult().OutboxWaiting == 1);
        var crashed = await Copy(home);
        // What the old process would still say is not said: it is dead.
        var dead = home.Slack.Failures.Add("chat.postMessage", new Playground.StandIn.Failure.Down());
        await home.Stop();
        dead.Clear();
        await StartFrom(home, crashed);
        await At(home, Monday + Duration.FromMinutes(1));

        Posts(home, "W43").ShouldBe((1, 1));
        home.Slack.Channel("payments").Single(m => m.Readable.Contains("week 2026-W43", StringComparison.Ordinal)).Readable.ShouldContain("Time to decision");
    }

    [Fact]
    public async Task A_monday_missed_while_down_is_made_up_for_until_the_next_one_is_due()
    {
        await using var home = await Home.OpenWithTeams(Policy, Friday);
        await home.Stop();
        home.Clock.Advance(Monday + Duration.FromDays(3) - Friday);
        await home.Start();
        await At(home, Monday + Duration.FromDays(3));
        Posts(home, "W43").ShouldBe((1, 1));

        await home.Stop();
        home.Clock.Advance(Duration.FromDays(14));
        await home.Start();
        await At(home, Monday + Duration.FromDays(17));
        Posts(home, "W44").ShouldBe((0, 0));
        Posts(home, "W45").ShouldBe((1, 1));
    }

    [Fact]
    public async Task Whoever_asks_reads_it_alone_on_both_platforms_and_may_leave_their_name_out()
    {
        await using var home = await Home.OpenWithTeams(Policy, Friday);
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Approve", reviewer.Dm[^1]);
        await home.Quiet();

        var said = (await home.As("kim").Run("/signoff digest")).Readable;
        said.ShouldContain("Payments team: week 2026-W43");
        said.ShouldContain("so far");
        said.ShouldContain("Decisions: 1: 1 approved.");
        said.ShouldContain("Lee Park");
        home.Slack.Channel("payments").ShouldNotContain(m => m.Readable.Contains("2026-W43", StringComparison.Ordinal));

        (await home.As("lee").Run("/signoff digest names off")).Readable.ShouldContain("don't name you from now on");
        var again = (await home.As("kim").Run("/signoff digest payments-team this")).Readable;
        again.ShouldContain("2 people, not named");
        again.ShouldNotContain("Lee Park");
        Sums(again).ShouldBe(Sums(said));

        await home.Hears("mo", "digest last", null, "Payments team: week 2026-W42", "A quiet week");
        await home.Hears("mo", "digest payments-team 2026-W43", null, "so far", "2 people, not named");
        await home.Hears("mo", "digest nobodys-team", null, "The teams are payments-team, house.");
    }

    private static string Sums(string digest) => digest.Split('\n').Single(line => line.Contains("All: ", StringComparison.Ordinal));

    private static async Task At(Home home, Instant at)
    {
        home.MoveTo(at);
        await home.Quiet();
        await home.Slack.Eventually($"nothing due at {at}", () => home.Store.Due(at, 1).GetAwaiter().GetResult().IsEmpty);
        await home.Quiet();
    }

    // How often it stands in the team's channels, in Slack and in Teams.
    private static (int Slack, int Teams) Posts(Home home, string week) => (
        home.Slack.Channel("payments").Count(m => m.Readable.Contains($"Payments team: week 2026-{week}", StringComparison.Ordinal)),
        home.Teams.Channel(TeamsTown.Payments).Count(m => Talk.Shown(m).Contains($"Payments team: week 2026-{week}", StringComparison.Ordinal)));

    private static async Task StartFrom(Home home, string crashed)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(home.DatabasePath)!, "countersign.db*"))
            File.Delete(file);
        File.Move(crashed, home.DatabasePath);
        await home.Start();
    }

    // What a kill at this moment would leave: every commit so far, and nothing that is open.
    private static async Task<string> Copy(Home home)
    {
        var path = home.DatabasePath + ".copy-" + Guid.NewGuid().ToString("n") + ".tmp";
        path = Path.Combine(Path.GetTempPath(), Path.GetFileName(path));
        await using var db = new SqliteConnection($"Data Source={home.DatabasePath};Mode=ReadOnly;Pooling=False");
        await db.OpenAsync();
        await using var copy = db.CreateCommand();
        copy.CommandText = "vacuum into @path";
        copy.Parameters.AddWithValue("@path", path);
        await copy.ExecuteNonQueryAsync();
        return path;
    }
}
