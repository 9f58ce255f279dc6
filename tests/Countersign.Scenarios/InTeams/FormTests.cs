using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>The form in Teams: in a dialog, on the card, from the message extension.</summary>
public sealed class FormTests
{
    private static readonly (string, string)[] Wrong =
    [
        ("Title", "  "), ("Link to the change", "see above"), ("AI tools used", "Claude Code"), ("What the AI did", " "), ("What you checked yourself", "lgtm"),
        ("Does it delete, recreate or migrate anything?", "It deletes something"), ("Evidence", "All tests are green."),
        ("Co-authors", "lee|kim"), ("Urgency", "Urgent: somebody is waiting for this"), ("Service", "payments"),
    ];

    private static readonly (string, string)[] Mended =
    [
        ("Title", "Retry failed refunds"), ("Link to the change", "https://github.com/acme/payments-api/pull/12"), ("What the AI did", "Wrote it."),
        ("What you checked yourself", "Read every line and ran it."), ("Rollback plan", "Restore the nightly backup."), ("Co-authors", "bo"),
    ];

    [Fact]
    public async Task In_a_dialog_each_field_says_what_is_wrong_and_nothing_that_was_typed_is_lost()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Member("ana").Say("new");
        (await home.Member("ana").Press("Ask for a sign-off", "Tell me about the change")).Outcome.ShouldBe(PressOutcome.DialogOpened);
        (await home.Member("ana").Submit()).Outcome.ShouldBe(DialogOutcome.HeldByDialog);

        var wrong = await home.Member("ana").Submit(Wrong);

        wrong.Outcome.ShouldBe(DialogOutcome.Continued, wrong.Readable);
        SaysWhatIsWrong(wrong.Readable);
        (await home.Store.Figures()).Requests.ShouldBe(0);
        var right = await home.Member("ana").Submit(Mended);
        right.Text.ShouldContain("CR-1 is on its way", Case.Sensitive, right.Readable);
        await Holds(home);
    }

    [Fact]
    public async Task On_the_card_errors_come_back_in_its_place_and_what_was_sent_replaces_it_for_everybody()
    {
        await using var home = await Home.OpenWithTeams();
        var offer = await home.Hears("ana", "new", TeamsTown.Pool, "[Fill it in here]");
        (await home.Member("ana").Press(offer, "Send")).Outcome.ShouldBe(PressOutcome.HeldByCard);

        var wrong = await home.Member("ana").Press(offer, "Send", Wrong);

        wrong.Outcome.ShouldBe(PressOutcome.CardShown, wrong.Readable);
        SaysWhatIsWrong(wrong.Readable);
        home.Teams.Now(offer).Edited.ShouldBeFalse();
        var right = await home.Member("ana").Press(offer, "Send", Mended);
        right.Readable.ShouldContain("CR-1 is on its way");
        await home.Teams.Eventually("the form gone for everybody", () => home.Teams.Now(offer) is { Edited: true } now
            && now.Readable.Contains("CR-1 is on its way", StringComparison.Ordinal) && !now.Readable.Contains("Fill it in here", StringComparison.Ordinal));
        await Holds(home);
    }

    [Theory]
    [InlineData(ExtensionContext.Compose)]
    [InlineData(ExtensionContext.CommandBox)]
    [InlineData(ExtensionContext.Message)]
    public async Task The_message_extension_opens_the_same_form(ExtensionContext context)
    {
        await using var home = await Home.OpenWithTeams();
        var said = context == ExtensionContext.Message
            ? (await home.Member("bo").Say("Who reads https://github.com/acme/payments-api/pull/12 & tells me?", TeamsTown.Payments, mentionBot: false)).Message
            : null;

        var opened = await home.Member("ana").OpenExtension("newSignoff", context, said, said is null ? TeamsTown.Pool : null);

        opened.Outcome.ShouldBe(PressOutcome.DialogOpened, opened.Trouble);
        opened.Readable.Contains("acme/payments-api #12", StringComparison.Ordinal).ShouldBe(said is not null);
        opened.Readable.Contains("Payments (critical)", StringComparison.Ordinal).ShouldBe(said is not null);
        (await home.Member("ana").Submit(Wrong)).Outcome.ShouldBe(DialogOutcome.Continued);
        var sent = await home.Member("ana").Submit([.. Mended, ("Service", "payments")]);
        sent.Text.ShouldContain("CR-1 is on its way", Case.Sensitive, sent.Readable);
        await Holds(home);
    }

    [Fact]
    public async Task Whoever_may_not_ask_hears_so_before_filling_anything_in_and_also_afterwards()
    {
        await using var home = await Home.OpenWithTeams();
        foreach (var (who, words) in ((string, string)[])[("zoe", "not on the roster"), ("pat", "not active"), ("gus", "not on the roster")])
        {
            var opened = await home.Member(who).OpenExtension("newSignoff", place: TeamsTown.Payments);
            opened.Outcome.ShouldBe(PressOutcome.DialogOpened);
            opened.Readable.ShouldContain(words);
            opened.Readable.ShouldNotContain("What the AI did");
            // Past the client: the form as somebody else would send it.
            var sent = await home.Member(who).SubmitUnchecked(Sent("submit"));
            sent.Readable.ShouldContain(words);
            sent.Readable.ShouldNotContain("Payments", Case.Sensitive, "a form names the services");
            home.Member(who).Cancel();
        }

        var offer = await home.Hears("ana", "new", TeamsTown.Pool, "[Ask for a sign-off]");
        (await home.Member("zoe").Press(offer, "Ask for a sign-off")).Readable.ShouldContain("not on the roster");
        var inline = await home.Member("zoe").Press(offer, "Send", [.. Mended, ("Service", "payments"), ("AI tools used", "x")]);
        inline.Readable.ShouldContain("not on the roster");
        (await home.Store.Figures()).Requests.ShouldBe(0);
        home.Refused().ShouldContain("submit:unknown_person");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_that_no_client_sends_is_answered_in_words()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Member("ana").OpenExtension("newSignoff");
        foreach (var data in (JsonNode?[])[null, new JsonArray(1, 2), "text", new JsonObject(), new JsonObject { ["do"] = "nothing" }, new JsonObject { ["do"] = 7 }])
            (await home.Member("ana").SubmitUnchecked(data)).Readable.ShouldContain("lost its request");
        (await home.Member("ana").SubmitUnchecked(new JsonObject { ["do"] = "submit" })).Readable.ShouldContain("Give the change a title");
        (await home.Member("ana").SubmitUnchecked(Sent("submit", service: "nowhere"))).Readable.ShouldContain("not in the policy file any more");
        (await home.Member("ana").SubmitUnchecked(Sent("submit", coAuthors: "nobody"))).Readable.ShouldContain("not on the roster");
        (await home.Member("ana").SubmitUnchecked(Sent("submit_update"))).Readable.ShouldContain("lost its request");
        (await home.Member("ana").SubmitUnchecked(Sent("submit_reassign"))).Readable.ShouldContain("lost its request");
        (await home.Member("ana").SubmitUnchecked(Sent("deny"))).Readable.ShouldContain("lost its request");
        (await home.Store.Figures()).Requests.ShouldBe(0);
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_of_a_form_that_is_out_of_date_is_refused_with_what_was_typed(bool byDialog)
    {
        await using var home = await Home.OpenWithTeams();
        await home.Asked();
        var old = await home.Hears("ana", "update CR-1", null, "the form holds what it says today");
        var newer = await home.Hears("ana", "update CR-1", null, "the form holds what it says today");
        var first = await home.Member("ana").Press(newer, "Send update", ("What you checked yourself", "Five tries at most; ran it again."));
        first.Readable.ShouldContain("CR-1 is updated: round 2.");
        const string Typed = "Ten tries at most; ran it twice.";

        string refused;
        if (byDialog)
        {
            (await home.Member("ana").Press(old, "Update…")).Readable.ShouldContain("Five tries at most");
            (await home.Member("ana").Submit()).Text.ShouldContain("CR-1 is updated: round 3.");
            (await home.Member("ana").Press(old, "Update…")).Outcome.ShouldBe(PressOutcome.DialogOpened);
            (await home.Hears("ana", "withdraw CR-1", null, "CR-1 is withdrawn")).ShouldNotBeNull();
            refused = (await home.Member("ana").Submit(("What you checked yourself", Typed))).Readable;
            refused.ShouldContain("Already withdrawn by Ana Souza");
        }
        else
        {
            refused = (await home.Member("ana").Press(old, "Send update", ("What you checked yourself", Typed))).Readable;
            refused.ShouldContain("it was round 1 then, and is round 2 now");
        }

        refused.ShouldContain(Typed);
        home.Teams.Faults.ShouldBeEmpty();
    }

    private static void SaysWhatIsWrong(string form)
    {
        form.ShouldContain("Nothing was sent yet.");
        form.ShouldContain("Give the change a title");
        form.ShouldContain("not a web address");
        form.ShouldContain("what the AI did");
        form.ShouldContain("Say a little more");
        form.ShouldContain("how you would roll it back");
        form.ShouldContain("see above");
        form.ShouldContain("lgtm");
        form.ShouldContain("All tests are green.");
        form.ShouldContain("(x) Urgent");
        form.ShouldContain("Kim Novak (kim)");
    }

    private static async Task Holds(Home home)
    {
        await home.ReviewerInTeams();
        var draft = (await home.Change()).Draft;
        draft.Title.ShouldBe("Retry failed refunds");
        draft.Evidence.ShouldBe("All tests are green.");
        draft.Urgency.ShouldBe(Core.Changes.Urgency.Urgent);
        draft.CoAuthors.Single().Value.ShouldBe("bo");
        draft.IsDestructive.ShouldBeTrue();
        await home.Quiet();
        home.Teams.Faults.ShouldBeEmpty();
    }

    private static JsonObject Sent(string what, string service = "payments", string coAuthors = "") => new()
    {
        ["do"] = what,
        ["Title"] = "Retry failed refunds",
        ["Link"] = "https://github.com/acme/payments-api/pull/12",
        ["Service"] = service,
        ["AiTools"] = "Claude Code",
        ["AiDid"] = "Wrote it.",
        ["AuthorChecked"] = "Read every line and ran it.",
        ["CoAuthors"] = coAuthors,
    };
}
