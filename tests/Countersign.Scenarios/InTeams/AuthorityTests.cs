using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>A town where Ana and Bo wrote CR-1, which the stories here leave as it is.</summary>
public sealed class CoAuthoredTown : IAsyncLifetime
{
    internal Home Home { get; private set; } = null!;

    internal TeamsPerson Reviewer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await Home.OpenWithTeams();
        (Reviewer, _) = await Home.Asked(("Co-authors", "bo"));
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}

/// <summary>S5 in Teams: only the right person decides, by directory id and tenant, whatever is sent.</summary>
public sealed class AuthorityTests(CoAuthoredTown town) : IClassFixture<CoAuthoredTown>
{
    private static readonly (string Verb, string Command)[] Deeds =
    [
        ("approve", "approve"), ("deny", "deny"), ("changes", "requestchanges"), ("claim", "claimreview"), ("decline", "decline"),
        ("details", "details"), ("submit_update", "update"),
    ];

    private readonly Home _home = town.Home;

    [Theory]
    [InlineData("ana", "your own change", "not asked")]
    [InlineData("bo", "You are a co-author", "not asked")]
    [InlineData("mo", "not asked", "not asked")]
    [InlineData("jo", "not a senior or above", "not asked")]
    [InlineData("pat", "not active", "not active")]
    [InlineData("zoe", "not on the roster", "not on the roster")]
    [InlineData("gus", "not on the roster", "not on the roster")]
    [InlineData("olga", "another workspace or organisation", "another workspace or organisation")]
    public async Task Nobody_else_decides_anything_and_each_hears_why_alone(string who, string voting, string passing)
    {
        var mayLook = who is "ana" or "bo" or "mo" or "jo";
        await PressEverything(_home, _home.Member(who), activity => activity, (command, answer) =>
        {
            if (command == "details" && mayLook)
                answer.ShouldContain("What the author checked");
            else if (command == "update" && who == "ana")
                answer.ShouldContain("Say in your own words");
            else if (command == "update" && mayLook)
                answer.ShouldContain("Say in your own words");
            else
                answer.ShouldContain(command == "decline" ? passing : voting);
        }, unrecorded: mayLook ? ["details", "update"] : who == "zoe" ? null : []);
    }

    [Theory]
    [InlineData("without a directory id", "not on the roster")]
    [InlineData("with an empty directory id", "not on the roster")]
    [InlineData("with the reviewer's name", "not on the roster")]
    [InlineData("with the reviewer's Teams id", "not on the roster")]
    [InlineData("of a foreign tenant with the reviewer's directory id", "another workspace or organisation")]
    [InlineData("without a sender", "not on the roster")]
    public async Task Whoever_looks_like_the_reviewer_is_not_the_reviewer(string who, string words)
    {
        var real = town.Reviewer.User;
        await PressEverything(_home, _home.Member(who.Contains("Teams id", StringComparison.Ordinal) || who.Contains("foreign", StringComparison.Ordinal) ? real.Handle : "zoe"), activity =>
        {
            var from = (JsonObject)activity["from"]!;
            switch (who)
            {
                case "without a directory id": from.Remove("aadObjectId"); break;
                case "with an empty directory id": from["aadObjectId"] = ""; break;
                case "with the reviewer's name": (from["name"], from["id"]) = (real.Name, real.Handle); break;
                case "with the reviewer's Teams id": from.Remove("aadObjectId"); break;
                case "without a sender": activity.Remove("from"); break;
                default: from["tenantId"] = TeamsTown.Elsewhere; break;
            }

            return activity;
        }, (_, answer) => answer.ShouldContain(words), unrecorded: null);
    }

    [Fact]
    public async Task Another_tenants_activity_is_turned_away_before_anything_is_sent()
    {
        var card = _home.ChannelCard();
        var (events, calls, refused) = (await _home.Events(), _home.Teams.Calls.Count, _home.Refused().Count);
        foreach (var tenant in (string?[])[TeamsTown.Elsewhere, "", null])
        {
            foreach (var activity in (JsonObject[])
                [
                    _home.Member("lee").ExecuteActivity(card, "approve", new JsonObject { ["cr"] = await Button(_home) }),
                    _home.Member("kim").ExecuteActivity(card, "approve", new JsonObject { ["cr"] = await Button(_home) }),
                    _home.Member("lee").MessageActivity("list"),
                ])
            {
                activity["channelData"]!["tenant"] = tenant is null ? null : new JsonObject { ["id"] = tenant };
                activity["conversation"]!["tenantId"] = tenant;
                (await _home.Teams.Sender.Send(activity)).Status.ShouldBe(403);
            }
        }

        await _home.Quiet();
        (await _home.Events()).ShouldBe(events);
        _home.Teams.Calls.Count.ShouldBe(calls);
        _home.Refused().Count.ShouldBeGreaterThan(refused);
        _home.Refused().ShouldContain("adaptiveCard/action:wrong_workspace");
        _home.Refused().ShouldContain("message:wrong_workspace");
    }

    [Fact]
    public async Task Whoever_was_just_removed_from_the_roster_decides_nothing_more()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        var who = reviewer.User.Handle;
        await home.ChangePolicy(string.Join('\n', TeamsTown.Policy().Split('\n').Where(l => !l.Contains($"{{ id: {who},", StringComparison.Ordinal))));
        await home.Other(reviewer).Sees("[Approve…]");
        await home.Quiet();

        await PressEverything(home, reviewer, activity => activity, (_, answer) => answer.ShouldContain("not on the roster"), unrecorded: [], on: card);
    }

    private static async Task PressEverything(
        Home home, TeamsPerson person, Func<JsonObject, JsonObject> forged, Action<string, string> answers, string[]? unrecorded, TeamsMessage? on = null)
    {
        var card = on ?? home.ChannelCard();
        var (events, versions, said) = (await home.Events(), home.Teams.Now(card).Versions.Length, home.Teams.Tenant.Messages.All.Count);
        var refused = home.Refused().Count;
        foreach (var (verb, command) in Deeds)
        {
            var data = new JsonObject
            {
                ["cr"] = await Button(home),
                ["reason_deny"] = "No.",
                ["reason_changes"] = "No.",
                ["because"] = "NotMyArea",
                ["Title"] = "Mine now",
            };
            var answer = await home.Teams.Sender.Send(forged(person.ExecuteActivity(card, verb, data)));
            answer.Status.ShouldBe(200);
            answers(command, System.Text.RegularExpressions.Regex.Unescape(answer.Body));
        }

        await home.Quiet();
        (await home.Events()).ShouldBe(events);
        home.Teams.Now(card).Versions.Length.ShouldBe(versions, "the shared card was touched");
        home.Teams.Tenant.Messages.All.Count.ShouldBe(said, "somebody else was told");
        // The same refusal of the same account within an hour is counted: the look-alikes are all strangers without an account, and
        // Zoe is refused in other cases of this house too, in whatever order they run.
        if (unrecorded is not null)
            home.Refused().Skip(refused).Select(d => d.Split(':')[0])
                .ShouldBe(Deeds.Select(d => d.Command).Where(c => !unrecorded.Contains(c)), ignoreOrder: true);
        else
            Deeds.ShouldAllBe(d => home.Refused().Any(r => r.StartsWith(d.Command + ":", StringComparison.Ordinal)));
    }

    private static async Task<string> Button(Home home) => Core.Desk.ButtonValue.Of(await home.Change()).ToString();
}
