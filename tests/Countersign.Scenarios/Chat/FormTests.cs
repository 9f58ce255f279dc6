using System.Globalization;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Chat;

/// <summary>The form: how it opens, what it knows already, and what it says about a field.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task A_link_fills_what_its_address_tells()
    {
        await using var home = await Home.Open();

        (await home.As("ana").Run("/signoff https://github.com/acme/payments-api/pull/12")).Shown.ShouldBeNull();

        var form = await home.As("ana").SeesView("Ask for a sign-off");
        form.Readable.ShouldContain("acme/payments-api #12");
        form.Blocks.ToJsonString().ShouldContain("\"initial_option\":{\"text\":{\"type\":\"plain_text\",\"text\":\"Payments (critical)\"");
        home.Slack.Said().ShouldAllBe(c => c.Method == "views.open");
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("https://user:secret@example.com/x")]
    [InlineData("https://")]
    public async Task A_link_that_is_no_link_is_answered_in_words(string typed)
    {
        await using var home = await Home.Open();

        var reply = await home.As("ana").Run($"/signoff {typed}");

        reply.Readable.ShouldContain("not a web address I can read");
        reply.Readable.ShouldNotContain("secret");
        home.As("ana").OpenView.ShouldBeNull();
    }

    [Fact]
    public async Task The_shortcut_and_the_Home_button_open_the_same_empty_form()
    {
        await using var home = await Home.Open();
        await home.As("ana").RunShortcut("signoff_new");
        var byShortcut = await home.As("ana").SeesView("Ask for a sign-off");
        await home.As("bo").OpenHome();
        await home.As("bo").SeesHome("Hello Bo Lind");
        await home.As("bo").ClickOnHome("Ask for a sign-off");
        (await home.As("bo").SeesView("Ask for a sign-off")).Readable.ShouldBe(byShortcut.Readable);

        await home.As("zoe").RunShortcut("signoff_new");
        await home.As("zoe").Sees("not on the roster");
        home.As("zoe").OpenView.ShouldBeNull();
    }

    [Fact]
    public async Task Every_field_says_what_is_wrong_with_it_and_the_mended_form_is_taken()
    {
        await using var home = await Home.Open();
        await home.As("ana").Run("/signoff");
        var form = await home.As("ana").SeesView("Ask for a sign-off");

        var wrong = await home.As("ana").SubmitUnchecked(
            form, ("Title", "  "), ("Link to the change", "see above"), ("What the AI did", " "), ("What you checked yourself", "lgtm"),
            ("Does it delete, recreate or migrate anything?", "It deletes something"), ("Co-authors", "U0ZOE"));

        wrong.Outcome.ShouldBe(Submitted.Errors);
        wrong.Errors["Title"].ShouldContain("title");
        wrong.Errors["Link"].ShouldContain("https://");
        wrong.Errors["Service"].ShouldContain("Choose the service");
        wrong.Errors["AiTools"].ShouldContain("AI tools");
        wrong.Errors["AiDid"].ShouldContain("what the AI did");
        wrong.Errors["AuthorChecked"].ShouldContain("a little more");
        wrong.Errors["Rollback"].ShouldContain("roll it back");
        wrong.Errors["CoAuthors"].ShouldContain("not on the roster");
        (await home.Store.Figures()).Requests.ShouldBe(0);

        var right = await home.As("ana").SubmitUnchecked(
            form, ("Title", "Retry failed refunds"), ("Link to the change", "https://github.com/acme/payments-api/pull/12"),
            ("Service", "Payments (critical)"), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote it."),
            ("What you checked yourself", "Read every line and ran it."));
        right.Outcome.ShouldBe(Submitted.Closed);
        await home.Reviewer();
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_request()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var sent = home.Slack.Sender.Last!;

        var again = await home.Slack.Sender.Replay(5, sent);

        again.ShouldAllBe(a => a.Status == 200 && a.Body.Length == 0);
        (await home.Store.Figures()).Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Co_authors_are_named_and_can_not_decide()
    {
        await using var home = await Home.Open();
        await home.As("ana").Run("/signoff https://github.com/acme/payments-api/pull/12");
        await home.As("ana").Submit(
            ("Service", "Payments (critical)"), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote it."),
            ("What you checked yourself", "Read every line and ran it."), ("Co-authors", "U0LEE|U0BO"));

        (await home.Reviewer()).User.Name.ShouldBe("kim");
        await home.Quiet();
        home.TeamCard().Readable.ShouldContain("Ana Souza, Bo Lind, Lee Park");
        await home.As("lee").Click("Approve", on: "CR-1", channel: "payments");
        (await home.As("lee").SeesPrivately("You are a co-author")).Readable.ShouldContain("Kim Novak is asked.");
        (await home.Change()).IsSettled.ShouldBeFalse();
    }

    [Fact]
    public async Task When_every_senior_is_a_co_author_the_form_says_so()
    {
        await using var home = await Home.Open();
        await home.As("ana").Run("/signoff https://github.com/acme/payments-api/pull/12");

        var answer = await home.As("ana").Submit(
            ("Service", "Payments (critical)"), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote it."),
            ("What you checked yourself", "Read every line and ran it."), ("Co-authors", "U0LEE|U0KIM"));

        answer.Errors["CoAuthors"].ShouldContain("Somebody else has to look at it.");
    }

    [Fact]
    public async Task A_service_that_nobody_can_sign_off_is_refused_on_its_field()
    {
        await using var home = await Home.Open(policy: Town.Policy.Replace("secondary: [web], ", "", StringComparison.Ordinal));
        await home.As("ana").Run("/signoff https://github.com/acme/payments-api/pull/12");

        var answer = await home.As("ana").Submit(
            ("Service", "Web shop (high)"), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote it."),
            ("What you checked yourself", "Read every line and ran it."));

        answer.Errors["Service"].ShouldContain("Web shop");
        answer.Errors["Service"].ShouldContain("Ask an operator");
    }

    [Fact]
    public async Task More_than_a_hundred_services_fit_in_the_form()
    {
        var services = new StringBuilder();
        for (var i = 0; i < 150; i++)
            services.Append(CultureInfo.InvariantCulture, $"  - {{ id: extra-{i:000}, name: Extra {i:000}, tier: {(i % 2 == 0 ? "low" : "medium")} }}\n");
        await using var home = await Home.Open(policy: Town.Policy.Replace("people:\n", services + "people:\n", StringComparison.Ordinal));

        await home.Submit();

        await home.Reviewer();
        (await home.Change()).Draft.Service.Value.ShouldBe("payments");
    }

    [Fact]
    public async Task When_Slack_does_not_open_the_form_the_person_hears_what_to_do()
    {
        await using var home = await Home.Open();
        home.Slack.Failures.Add("views.open", new Failure.Refused("expired_trigger_id"), times: 1);

        (await home.As("ana").Run("/signoff")).Status.ShouldBe(200);

        (await home.As("ana").SeesPrivately("Slack did not open the form in time")).Readable.ShouldContain("type the command again");
        await home.As("ana").Run("/signoff");
        await home.As("ana").SeesView("Ask for a sign-off");
    }

    [Theory]
    [InlineData("missing_scope", "tell an operator")]
    [InlineData("invalid_auth", "tell an operator")]
    [InlineData("invalid_arguments", "a fault of mine")]
    public async Task When_Slack_refuses_the_form_nobody_is_told_to_hurry(string code, string words)
    {
        await using var home = await Home.Open();
        home.Slack.Failures.Add("views.open", new Failure.Refused(code), times: 1);

        await home.As("ana").Run("/signoff");

        var heard = (await home.As("ana").SeesPrivately(code)).Readable;
        heard.ShouldContain(words);
        heard.ShouldContain("Nothing was recorded");
        heard.ShouldNotContain("in time");
    }

    [Fact]
    public async Task When_Slack_asks_for_patience_the_person_hears_how_long()
    {
        await using var home = await Home.Open();
        home.Slack.Failures.Add("views.open", new Failure.RateLimited(30), times: 1);

        await home.As("ana").Run("/signoff");

        await home.As("ana").SeesPrivately("lets me open no more forms just now");
    }

    [Fact]
    public async Task A_link_anywhere_in_the_text_fills_the_form()
    {
        await using var home = await Home.Open();
        await home.As("ana").Run("/signoff please look at github.com/acme/payments-api/pull/12, thanks");
        (await home.As("ana").SeesView("Ask for a sign-off")).Readable.ShouldContain("acme/payments-api #12");
    }

    [Fact]
    public async Task A_reason_can_be_sent_late_and_is_judged_by_what_is_so_by_then()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Deny…", on: "CR-1");
        await reviewer.SeesView("Why not?");
        await home.As("ana").Run("/signoff withdraw CR-1");

        var late = await reviewer.Gives("It loses refunds.");

        late.Errors["reason"].ShouldContain("Already withdrawn by Ana Souza");
        (await home.Change()).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Withdrawn);
    }
}
