using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Chat;

/// <summary>What people type. One town for all of it: nothing here changes anything.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private Home _home = null!;

    public async ValueTask InitializeAsync()
    {
        _home = await Home.Open();
        await _home.Submit();
        await _home.Reviewer();
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task Everything_that_can_be_asked_is_answered_privately_and_at_once()
    {
        var reviewer = await _home.Reviewer();
        await Says("ana", "status CR-1", "*Assigned* · CR-1", "Ana Souza asked for a sign-off.", "was asked.", "round 1");
        await Says("ana", "CR-1", "*Assigned* · CR-1");
        await Says("ana", "status cr1", "*Assigned* · CR-1");
        await Says("ana", "mine", "Your requests", "CR-1");
        await Says("bo", "mine", "You have not asked for a sign-off yet.");
        await Says(reviewer.User.Name, "list", "Waiting for you", "CR-1");
        await Says("bo", "list", "Nothing waits for you.");
        await Says(reviewer.User.Name, "next", "Next: CR-1 “Retry failed refunds” by Ana Souza, due", "Nothing else waits.");
        await Says("ana", "next", "Nothing waits for you.");
        await Says("ana", "why CR-1", "free now", "In order:", "Not asked: Jo Mbeki is not senior enough.", "Not asked: Pat Doe is not active.");
        await Says("ana", "audit CR-1", "Ledger of CR-1", "Ana Souza: submitted", $"the bot: assigned, concerning {reviewer.User.RealName}", "Full hash of the newest");
        await Says("ana", "status CR-99", "There is no CR-99.");
        await Says("ana", "status", "Which request?", "/signoff status CR-12");
        await Says("ana", "why soon", "Which request?");
    }

    [Fact]
    public async Task Help_lists_what_this_person_may_do()
    {
        await Says("mo", "help", "/signoff reassign", "Mo Adeyemi, principal");
        (await _home.As("ana").Run("/signoff help")).Readable.ShouldNotContain("reassign");
        await Says("zoe", "help", "You are not on the roster yet; ask an operator to add you.");
    }

    [Theory]
    [InlineData("stauts CR-1", "/signoff status CR-12")]
    [InlineData("wtihdraw CR-1", "/signoff withdraw CR-12")]
    [InlineData("hlep", "/signoff help")]
    [InlineData("awya", "/signoff away until monday")]
    public async Task A_slip_of_the_finger_is_answered_with_what_was_meant(string typed, string meant) =>
        await Says("ana", typed, "Did you mean", meant);

    [Theory]
    [InlineData("approve CR-1", "One decides with the buttons")]
    [InlineData("deny CR-1 it is bad", "One decides with the buttons")]
    [InlineData("status CR-1 CR-2", "I left out “CR-2”")]
    [InlineData("hours mon\u2060-fri 09:\u206000–17:00", "Mon–Fri 09:00–17:00")]
    [InlineData("hours mon-thu 8-12 13-16, fri 8-12", "Your hours are Mon–Thu 08:00–12:00 and 13:00–16:00, Fri 08:00–12:00 now")]
    [InlineData("hours mon-fri 9-17, fri 9-12", "On Friday, 09:00–17:00 and 09:00–12:00 overlap")]
    [InlineData("new https://me:hush@example.com/x", "holds a user name or password")]
    public async Task What_is_typed_is_taken_as_it_is_meant_or_the_answer_says_what_was_not(string typed, string says) =>
        await Says("ana", typed, says);

    [Fact]
    public async Task A_button_that_cannot_be_read_is_answered_in_private()
    {
        var hand = new Hand(_home.Slack, _home.DatabasePath);
        await hand.Send(hand.Press("cr.approve", "U0LEE", -5));
        await _home.As("lee").Sees("I can't read this button");
    }

    [Fact]
    public async Task What_nobody_could_mean_leads_to_the_help() =>
        await Says("ana", "<!channel> make & do", "I don't know “<!channel>”", "/signoff help");

    [Theory]
    [InlineData("list")]
    [InlineData("status CR-1")]
    [InlineData("away")]
    [InlineData("")]
    [InlineData("reassign CR-1 kim because")]
    public async Task Nobody_off_the_roster_is_served(string typed)
    {
        await Says("zoe", typed, "your account is not on the roster");
        await Says("guest", typed, "your account is not on the roster");
        await Says("out", typed, "another workspace");
        await Says("pat", typed, "not active");
        foreach (var who in new[] { "zoe", "guest", "out", "pat" })
            _home.As(who).OpenView.ShouldBeNull();
    }

    private async Task Says(string who, string typed, params string[] words)
    {
        var reply = await _home.As(who).Run($"/signoff {typed}", channel: "payments");
        reply.Status.ShouldBe(200);
        reply.Trouble.ShouldBeNull();
        reply.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        reply.Shown!.OnlyFor.ShouldBe(_home.As(who).User.Id);
        foreach (var word in words)
            reply.Readable.ShouldContain(word);
        reply.Text.ShouldNotBeNullOrWhiteSpace();
    }
}
