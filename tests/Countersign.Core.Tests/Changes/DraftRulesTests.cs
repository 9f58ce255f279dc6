using Countersign.Core.Changes;
using Countersign.Core.People;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

public class DraftRulesTests
{
    private static readonly PersonId Ana = new("ana");
    private static readonly Countersign.Core.Policy.PolicyBook Policy = Book(Person("ana", Level.Mid), Person("lee"), Person("mia", Level.Mid));

    public static TheoryData<string, RawDraft, string> Rules => new()
    {
        { "no title", Raw() with { Title = " \n" }, "Title: Give the change a title, as you would in a commit message." },
        { "an invisible title", Raw() with { Title = "\u200b\u2060" }, "Title: Give the change a title, as you would in a commit message." },
        { "a long title", Raw() with { Title = new string('x', 151) }, "Title: This has 151 characters; 150 fit. Please shorten it." },
        { "no link", Raw() with { Link = null }, "Link: Add a link to the pull request or commit." },
        { "no address", Raw() with { Link = "PR 7" }, "Link: That is not a web address. Paste the full link, starting with https://." },
        { "no service", Raw() with { Service = null }, "Service: Choose the service that this changes." },
        { "a service that went", Raw() with { Service = "old" }, "Service: “old” is not in the policy file any more. Choose another service, or ask an operator to add it." },
        { "no tools", Raw() with { AiTools = "" }, "AiTools: Name the AI tools that helped, such as “Claude Code” or “Copilot”." },
        { "many tools", Raw() with { AiTools = new string('x', 201) }, "AiTools: This has 201 characters; 200 fit. Please shorten it." },
        { "nothing done", Raw() with { AiDid = null }, "AiDid: Say what the AI did: what it wrote, changed or proposed." },
        { "much done", Raw() with { AiDid = new string('x', 3001) }, "AiDid: This has 3001 characters; 3000 fit. Please shorten it." },
        { "nothing checked", Raw() with { AuthorChecked = null }, "AuthorChecked: Say in your own words what you checked yourself." },
        { "lgtm", Raw() with { AuthorChecked = "lgtm" }, "AuthorChecked: Say a little more: what did you read, run or try, and what did you see?" },
        { "much checked", Raw() with { AuthorChecked = new string('x', 3001) }, "AuthorChecked: This has 3001 characters; 3000 fit. Please shorten it." },
        { "no way back", Raw() with { Destruction = ["deletes"] }, "Rollback: This can't be undone by reverting it alone: say how you would roll it back, or that you can't." },
        { "unknown destruction", Raw() with { Destruction = ["explodes", "3"] }, "Destruction: Choose from the list: deletes, recreates, migrates, can't be rolled back." },
        { "a long way back", Raw() with { Rollback = new string('x', 3001) }, "Rollback: This has 3001 characters; 3000 fit. Please shorten it." },
        { "much evidence", Raw() with { Evidence = new string('x', 3001) }, "Evidence: This has 3001 characters; 3000 fit. Please shorten it." },
        { "very urgent", Raw() with { Urgency = "now!" }, "Urgency: Choose “normal” or “urgent”." },
        { "a stranger", Raw() with { CoAuthors = [new ChatIdentity(Platform.Slack, "T1", "U-x")] }, "CoAuthors: One of them is not on the roster. Ask an operator to add them, or leave them out." },
        { "the only senior", Raw() with { CoAuthors = [new ChatIdentity(Platform.Slack, "T1", "U-lee")] }, "CoAuthors: This needs a senior or above (policy.yaml line 12), and with these co-authors nobody else is left for Payments. Somebody else has to look at it." },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_says_what_to_do(string what, RawDraft raw, string error) =>
        Errors(raw, Ana).ShouldBe([error], what);

    [Fact]
    public void The_only_senior_cannot_submit_and_is_told_why() => Errors(Raw(), new PersonId("lee")).ShouldBe(
        ["Service: As critical, Payments needs a senior or above (policy.yaml line 12), and the policy file lists too few others who could. Ask an operator to add somebody for it."]);

    [Fact]
    public void An_empty_form_shows_every_error_at_once() => Errors(new RawDraft(), Ana).Length.ShouldBe(6);

    [Theory]
    [InlineData("Fix\r\nthe\tlogin", "Fix the login")]
    [InlineData("a\u0000\u0007\u001b[31mb", "a[31mb")]
    [InlineData("one\u2028two\u2029three", "one two three")]
    [InlineData("user\u202Eexe.\u2066gpj\u2069", "userexe.gpj")]
    [InlineData("\ud83dlone\ude00", "lone")]
    [InlineData("👩‍💻 שלום العربية", "👩‍💻 שלום العربية")]
    public void A_title_is_one_clean_line(string typed, string title) => Valid(Raw() with { Title = typed }).Title.ShouldBe(title);

    [Fact]
    public void The_longest_values_fit_and_blocks_keep_their_lines()
    {
        var text = string.Concat(Enumerable.Repeat("line\r\n", 599)) + "end";
        var draft = Valid(Raw() with
        {
            Title = new string('x', 150),
            AiTools = new string('y', 200),
            AiDid = text,
            AuthorChecked = new string('z', 3000),
            Rollback = text,
            Evidence = text,
            Destruction = ["deletes", "Migrates"],
            Urgency = "urgent",
        });
        draft.AiDid.ShouldBe(text.Replace("\r\n", "\n"));
        draft.Destruction.ShouldBe(Destruction.Deletes | Destruction.Migrates);
        draft.Urgency.ShouldBe(Urgency.Urgent);
    }

    [Fact]
    public void Whatever_comes_nothing_throws_and_a_valid_draft_keeps_every_limit()
    {
        var random = new Random(11);
        var valid = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var raw = Fuzzed(random);
            if (DraftRules.Parse(raw, Policy, Ana) is not ParsedDraft.Valid { Draft: var d })
                continue;
            valid++;
            d.Title.Length.ShouldBeInRange(1, 150);
            d.Title.Any(char.IsControl).ShouldBeFalse();
            d.AiTools.Length.ShouldBeInRange(1, 200);
            d.AuthorChecked.Length.ShouldBeInRange(15, 3000);
            foreach (var text in (string?[])[d.Title, d.AiTools, d.AiDid, d.AuthorChecked, d.Rollback, d.Evidence])
                if (text is not null)
                    (text.Length is > 0 and <= 3000 && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
                        && text.EnumerateRunes().All(r => r != System.Text.Rune.ReplacementChar)).ShouldBeTrue();
            (d.IsDestructive && d.Rollback is null).ShouldBeFalse();
            d.CoAuthors.ShouldNotContain(Ana);
        }

        valid.ShouldBeGreaterThan(500);
    }

    private static RawDraft Fuzzed(Random random)
    {
        var good = Raw();
        string? Text(string? ok, int longest)
        {
            if (random.Next(6) != 0)
                return ok;
            string[] pieces = ["a", " ", "\r\n", "\u0000", "\ud83d", "\ude00", "😀", "\u202e", "\u200b", "ש", "\t", "\"", "<!channel>", "\ufffd"];
            return random.Next(8) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(longest)).Select(_ => pieces[random.Next(pieces.Length)]));
        }

        return good with
        {
            Title = Text(good.Title, 40),
            Link = Text(good.Link, 20),
            Service = Text(good.Service, 60),
            AiTools = Text(good.AiTools, 60),
            AiDid = Text(good.AiDid, 90),
            AuthorChecked = Text(good.AuthorChecked, 90),
            Rollback = Text("Revert it", 90),
            Evidence = Text(null, 90),
            Urgency = Text("normal", 3),
            Destruction = random.Next(4) == 0 ? [Text("deletes", 3) ?? ""] : [],
            CoAuthors = random.Next(4) == 0 ? [new ChatIdentity(Platform.Slack, "T1", Text("U-mia", 3) ?? "")] : [],
        };
    }

    private static Draft Valid(RawDraft raw) => DraftRules.Parse(raw, Policy, Ana).ShouldBeOfType<ParsedDraft.Valid>().Draft;

    private static string[] Errors(RawDraft raw, PersonId author) =>
        [.. DraftRules.Parse(raw, Policy, author).ShouldBeOfType<ParsedDraft.Invalid>().Errors.Select(e => $"{e.Field}: {e.Message}")];
}
