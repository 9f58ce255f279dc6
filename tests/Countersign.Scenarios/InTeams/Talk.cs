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
