using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>A town where Ana asked for CR-1 in Teams, for stories that change nothing.</summary>
public sealed class AskedTown : IAsyncLifetime
{
    internal Home Home { get; private set; } = null!;

    internal TeamsPerson Reviewer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await Home.OpenWithTeams();
        (Reviewer, _) = await Home.Asked();
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}

/// <summary>What people type in Teams: the same verbs as in Slack, in all three kinds of conversation.</summary>
public sealed class CommandTests(AskedTown town) : IClassFixture<AskedTown>
{
    private readonly Home _home = town.Home;

    public static TheoryData<string?> Places { get; } = new((string?)null, TeamsTown.Payments, TeamsTown.Pool);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Everything_that_can_be_asked_is_answered_where_it_was_asked(string? place)
    {
        await Says("ana", "status CR-1", place, "Assigned · CR-1", "Ana Souza asked for a sign-off.", "was asked.", "round 1");
        await Says("ana", "CR-12", place, "There is no CR-12.");
        await Says("ana", "mine", place, "Your requests", "CR-1");
        await Says("ana", "why CR-1", place, "free now", "In order:", "Not asked: Jo Mbeki is not senior enough.");
        await Says("ana", "audit CR-1", place, "Ledger of CR-1", "Ana Souza: submitted", "Full hash of the newest");
        await Says("ana", "home", place, "Hello Ana Souza", "CR-1");
        await Says("ana", "approve CR-1", place, "One decides with the buttons");
        await Says("ana", "wtihdraw CR-1", place, "Did you mean", "withdraw CR-12");
        await Says(town.Reviewer.User.Handle, "list", place, "Waiting for you", "CR-1");
        await Says(town.Reviewer.User.Handle, "next", place, "Next: CR-1 “Retry failed refunds” by Ana Souza, due", "Nothing else waits.", "[Details]");
        _home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Others_are_answered_with_what_is_theirs()
    {
        await Says("kim", "here", TeamsTown.Pool, "only place where the roster has you");
        await Says("bo", "mine", null, "You have not asked for a sign-off yet.");
        await Says("bo", "list", null, "Nothing waits for you.");
        await Says("bo", "next", null, "Nothing waits for you. Enjoy the quiet.");
        await Says("bo", "status", null, "Which request?", "status CR-12");
        await Says("mo", "help", null, "Mo Adeyemi, principal", "reassign", "[Ask for a sign-off]");
        (await _home.Hears("jo", "help", TeamsTown.Payments, "Jo Mbeki", "@Countersign")).Readable.ShouldNotContain("reassign");
        await Says("zoe", "help", TeamsTown.Pool, "You are not on the roster yet; ask an operator to add you.");
        _home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_says_nothing_sees_their_own_page_and_in_public_is_offered_the_form()
    {
        await Says("mo", "", null, "Hello Mo Adeyemi", "Waiting for you", "[Ask for a sign-off]");
        await Says("mo", "   ", TeamsTown.Ops, "Tell me about the change", "[Ask for a sign-off]");
    }

    [Theory]
    [InlineData("/signoff mine", "Your requests")]
    [InlineData("/signoff", "[Ask for a sign-off]")]
    [InlineData("signoff status CR-1", "Assigned · CR-1")]
    [InlineData("/SIGNOFF help", "Ana Souza, mid")]
    [InlineData("status\u00a0CR-1", "Assigned · CR-1")]
    [InlineData("  CR-1 ", "Assigned · CR-1")]
    [InlineData("status cr1", "Assigned · CR-1")]
    [InlineData("status CR-1 CR-2", "I left out “CR-2”")]
    [InlineData("https://github.com/acme/payments-api/pull/12", "A sign-off for acme/payments-api #12")]
    [InlineData("please look at https://github.com/acme/payments-api/pull/12 & say yes", "A sign-off for acme/payments-api #12")]
    [InlineData("new https://me:hush@example.com/x", "holds a user name or password")]
    [InlineData("make <b>tea</b> & do", "I don't know “make”")]
    [InlineData("<at>Countersign</at> mine", "I don't know “<at>Countersign</at>”")]
    [InlineData("<!channel> [x](https://evil.example)", "I don't know “<!channel>”")]
    public async Task What_is_typed_is_taken_as_it_is_meant(string typed, string says)
    {
        var heard = await _home.Hears("ana", typed, null, says);
        heard.Readable.ShouldNotContain("hush");
        _home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Teams_makes_of_spaces_and_signs_is_read_as_it_was_typed()
    {
        foreach (var raw in (string[])["<at>Countersign</at>&nbsp;status&nbsp;CR-1", "<at>Countersign</at> status &#67;R-1\n", "status\u202fCR-1\u200b"])
        {
            var activity = _home.Member("lee").MessageActivity("x", TeamsTown.Pool);
            (activity["id"], activity["text"]) = (Guid.NewGuid().ToString(), raw);
            var before = Now();
            (await _home.Teams.Sender.Send(activity)).Status.ShouldBe(200);
            await _home.Teams.Eventually($"an answer to {raw}", () => _home.Teams.Channel(TeamsTown.Pool).Any(m =>
                Talk.Number(m) > before && m.Readable.Contains("Assigned · CR-1", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_very_long_message_is_answered_like_any_other()
    {
        await Says("jo", "hello " + new string('x', 28_000), null, "I don't know “hello”");
        await Says("jo", new string('<', 28_000), null, "I don't know “<<<");
        await Says("jo", string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 2_000)), null, "I don't know “👩‍👩‍👧‍👦");
        _home.Teams.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("list", TeamsTown.Ops)]
    [InlineData("away", TeamsTown.Payments)]
    [InlineData("reassign CR-1 kim because", "General")]
    public async Task Nobody_off_the_roster_is_served(string typed, string place)
    {
        await Says("zoe", typed, place, "your account is not on the roster");
        await Says("gus", typed, place, "your account is not on the roster");
        await Says("olga", typed, place, "another workspace or organisation");
        await Says("pat", typed, place, "not active");
    }

    private long Now() => _home.Teams.Tenant.Messages.All.Max(Talk.Number);

    private async Task Says(string who, string typed, string? place, params string[] words)
    {
        var answer = await _home.Hears(who, typed, place, words);
        answer.Summary.ShouldNotBeNullOrWhiteSpace();
        answer.Card.ShouldNotBeNull();
    }
}
