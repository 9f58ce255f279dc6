using System.Globalization;
using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>What people do and see in Teams, in one line each.</summary>
internal static class Talk
{
    public static TeamsPerson Member(this Home home, string name) => home.Teams.As(name);

    /// <summary>Asks for a sign-off: <c>new</c>, the card's button, the form.</summary>
    /// <param name="place">A channel or group chat; null for the personal chat.</param>
    public static async Task<DialogAnswer> Asks(this TeamsPerson author, string title = "Retry failed refunds", string? place = null, params (string, string)[] fields)
    {
        (await author.Say("new https://github.com/acme/payments-api/pull/12", place)).Status.ShouldBe(200);
        (await author.Press("Ask for a sign-off", "payments-api #12", place)).Outcome.ShouldBe(PressOutcome.DialogOpened);
        return await author.Submit([.. Form(title), .. fields]);
    }

    public static (string, string)[] Form(string title) =>
    [
        ("Title", title),
        ("Service", "payments"),
        ("AI tools used", "Claude Code"),
        ("What the AI did", "Wrote the retry loop and its tests."),
        ("What you checked yourself", "Read every line and ran it against the sandbox."),
    ];

    /// <summary>Says something to the bot, and waits for what it answers.</summary>
    /// <param name="words">All of them are in the answer as it reads.</param>
    public static async Task<TeamsMessage> Hears(this Home home, string who, string typed, string? place, params string[] words)
    {
        var said = await home.Member(who).Say(typed, place);
        said.Status.ShouldBe(200);
        said.Http!.Body.ShouldBeEmpty();
        said.Http.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        return await home.Answer(said.Message, words);
    }

    /// <summary>In a channel it stands in the message's thread.</summary>
    public static Task<TeamsMessage> Answer(this Home home, TeamsMessage said, params string[] words) => home.Teams.Eventually(
        $"“{string.Join("”, “", words)}” in answer to “{said.Text}”",
        () => home.Teams.Tenant.Messages.In(said.Place).LastOrDefault(m =>
            m.From == home.Teams.BotId && m.Thread == said.Thread && Number(m) > Number(said)
            && words.All(w => Shown(m).Contains(w, StringComparison.Ordinal))));

    /// <summary>Without the joiners that keep Teams from taking people's words for Markdown.</summary>
    public static string Shown(TeamsMessage message) => message.Readable.Replace("\u2060", "", StringComparison.Ordinal);

    public static long Number(TeamsMessage message) => long.Parse(message.Id, CultureInfo.InvariantCulture);

    /// <summary>What its buttons carry.</summary>
    public static string Button(JsonObject card) => card.ToJsonString() is var json && json.IndexOf("\"cr\":\"", StringComparison.Ordinal) is > 0 and var at
        ? json[(at + 6)..json.IndexOf('"', at + 6)]
        : throw new ArgumentException($"No button on {json}.", nameof(card));

    /// <summary>The other of the two who can review payments.</summary>
    public static TeamsPerson Other(this Home home, TeamsPerson reviewer) => home.Member(reviewer.User.Handle == "lee" ? "kim" : "lee");

    /// <summary>Somebody asked for it, everybody was told, and the reviewer has the card.</summary>
    public static async Task<(TeamsPerson Reviewer, TeamsMessage Card)> Asked(this Home home, params (string, string)[] fields)
    {
        var sent = await home.Member("ana").Asks("Retry failed refunds", null, fields);
        sent.Outcome.ShouldBe(DialogOutcome.Message, sent.Readable);
        var reviewer = await home.ReviewerInTeams();
        await home.Member("ana").Sees("CR-1 is with");
        await home.Quiet();
        return (reviewer, reviewer.CardOf());
    }

    public static async Task<int> Events(this Home home, int number = 1) => (await home.Store.History(new ChangeId(number))).Length;

    /// <summary>Whoever is asked, once their card is in their personal chat.</summary>
    public static async Task<TeamsPerson> ReviewerInTeams(this Home home, int number = 1)
    {
        var change = await home.Teams.Eventually($"somebody asked for CR-{number}", async () =>
            await home.Store.Find(new ChangeId(number)) is { } found && found.AskedNow.Any() ? found : null);
        var reviewer = home.Member(change.AskedNow.First().Person.Value);
        await reviewer.Sees($"CR-{number}");
        return reviewer;
    }

    public static TeamsMessage CardOf(this TeamsPerson person, int number = 1) =>
        person.Chat.Last(m => m.Readable.Contains($"CR-{number}", StringComparison.Ordinal) && m.Readable.Contains("What the AI did", StringComparison.Ordinal));

    public static TeamsMessage ChannelCard(this Home home, int number = 1) => home.Teams.Channel(TeamsTown.Payments)
        .Single(m => m.Readable.Contains($"CR-{number}", StringComparison.Ordinal) && m.Readable.Contains("What the AI did", StringComparison.Ordinal));
}
