using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using Countersign.Dashboard;
using Countersign.Dashboard.Pages;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Dashboard;

/// <summary>Every page, drawn without a server. Whatever people write is text: it makes no element, no attribute and no address.</summary>
public sealed partial class PageTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</title></p><svg/onload=alert(1)>", "<!--", "]]>",
        "&lt;script&gt;", "javascript:alert(1)", "{{1+1}} @(1+1) ${1}", "</textarea><iframe src=//evil.example>", "\u202Egnp.exe", "a\u0000b<b>c</b>",
    ];

    /// <summary>After enough words to count as evidence, so that nothing else is said of what is missing.</summary>
    public static TheoryData<string> Texts => [.. Hostile.Select(h => "Looked at every case of it: " + h)];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task No_text_changes_what_a_page_is_made_of(string text)
    {
        var plain = await All(new Material { Name = "Q", Listed = 1 });
        var drawn = await All(new Material
        {
            Title = text,
            Did = text,
            Checked = text,
            Tools = text,
            Reason = text,
            Rollback = text,
            Paths = text,
            Tests = text,
            Scanner = text,
            EdgeCases = text,
            AiReview = text,
            Name = text,
            ServiceName = text,
            Listed = 1,
        });

        drawn.Count.ShouldBe(plain.Count);
        for (var i = 0; i < drawn.Count; i++)
            Made(drawn[i].Html).ShouldBe(Made(plain[i].Html), drawn[i].Name);
        foreach (var (name, html) in drawn)
            foreach (Match address in Address().Matches(html))
                address.Groups[1].Value.ShouldMatch("^(/|https?://|#)", name);
    }

    [Fact]
    public async Task No_page_holds_a_script_a_style_or_anything_from_elsewhere()
    {
        foreach (var (name, html) in await All(new Material()))
        {
            html.ShouldNotContain("<script", Case.Insensitive, name);
            html.ShouldNotContain(" style=", Case.Insensitive, name);
            html.ShouldNotContain("<style", Case.Insensitive, name);
            Handler().IsMatch(html).ShouldBeFalse(name);
            Loaded().Matches(html).Select(m => m.Groups[1].Value).ShouldAllBe(a => a.StartsWith("/base/assets/", StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task Times_are_those_of_the_reader_and_the_page_names_their_zone()
    {
        var town = new Cast(new Material());
        var berlin = town.Policy.Roster.Find(Cast.Lee)! with { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] };
        var html = await Draw(Sight(town, berlin), Request(town, town.AssignedNow));

        html.ShouldContain("Times are those of Europe/Berlin.");
        html.ShouldContain("<time datetime=\"2026-11-20T10:00:00Z\">Fri 20 Nov 2026 11:00</time>");
    }

    [Fact]
    public void Why_somebody_cannot_well_be_asked_is_theirs_and_the_operators()
    {
        var town = new Cast(new Material());
        Sight(town, town.Policy.Roster.Find(Cast.Kim)!).MayReadWhyAway(Cast.Kim).ShouldBeTrue();
        Sight(town, town.Policy.Roster.Find(Cast.Kim)!).MayReadWhyAway(Cast.Lee).ShouldBeFalse();
        var operates = town.Policy with { Operators = [Cast.Mo] };
        new Sight(operates.Roster.Find(Cast.Mo), operates, Cast.Start, "", false).MayReadWhyAway(Cast.Lee).ShouldBeTrue();
    }

    [Fact]
    public async Task The_last_whole_check_is_shown_with_its_time_and_head()
    {
        var town = new Cast(new Material());
        var html = await Draw(Sight(town, town.Policy.Roster.Find(Cast.Lee)!), Ledger(last: new RecordCheck(Cast.Start, 77, new string('c', 64), null)));
        html.ShouldContain("This server checked the whole record <time datetime=\"2026-11-20T10:00:00Z\">");
        html.ShouldContain("It held 77 entries then");
        html.ShouldContain(new string('c', 64));
    }

    [Fact]
    public async Task What_was_found_wrong_is_the_operators_to_read()
    {
        var town = new Cast(new Material());
        var policy = town.Policy with { Operators = [Cast.Mo] };
        var shown = Ledger(damage: "entry 7 (noted in /srv/secret.damaged)");
        (await Draw(new Sight(policy.Roster.Find(Cast.Mo), policy, Cast.Start, "/base", false), shown)).ShouldContain("/srv/secret.damaged");
        var others = await Draw(new Sight(policy.Roster.Find(Cast.Lee), policy, Cast.Start, "/base", false), shown);
        others.ShouldNotContain("secret");
        others.ShouldContain("Nothing is granted until an operator has mended it.");
    }

    private static async Task<List<(string Name, string Html)>> All(Material material)
    {
        var town = new Cast(material);
        var lee = town.Policy.Roster.Find(Cast.Lee)!;
        var sight = Sight(town, lee);
        var pages = new List<(string, Shown)>();
        foreach (var (story, i) in town.Stories.Select((s, i) => (s, i)))
        {
            pages.Add(($"request {i}", Request(town, story)));
            var line = new QueuePage.Line(story.Change, SlaClock.Of(story.Change, town.Policy, Cast.Later));
            pages.Add(($"queue {i}", new Shown(typeof(QueuePage), new QueuePage.Of(
                new QueueAsk(null, null, QueueTurn.Reviewers, lee.Id, 0, 25), [line], 60, new QueueCounts(60, 1, 60, 0, 0), 2, 3))));
        }

        var candidate = new Candidate(lee, new Calendar(lee.Zone, lee.Hours, []), FreeTime.Of([], Cast.Start, Cast.Later), FreeTime.Of([], Cast.Start, Cast.Later), Workload.None);
        pages.Add(("people", new Shown(typeof(PeoplePage), new PeoplePage.Of(
            [new PeoplePage.Reviewer(candidate, new Standing(StandingKind.Free, null), [material.Name + "x"], [])],
            [new RotaTable.Of(material.Name + "x", material.ServiceName, Core.Words.Sentence.Of($"{lee.Id}"), [], [])]))));
        pages.Add(("policy", new Shown(typeof(PolicyPage), new PolicyPage.Of([new AcceptedPolicy(town.Policy.Digest, Cast.Start)]))));
        pages.Add(("ledger", Ledger()));
        pages.Add(("digest", Digest(material)));
        pages.Add(("sign in", new Shown(typeof(SignInPage), new SignInPage.Of(material.Title))));
        var drawn = new List<(string, string)>();
        foreach (var (name, shown) in pages)
            drawn.Add((name, await Draw(sight, shown)));
        return drawn;
    }

    private static Shown Digest(Material material)
    {
        var name = material.Name + "x";
        var section = new Core.Words.DigestSection("Who carried how much", [new Core.Words.DigestLine(Core.Words.Sentence.Text(name), Core.Words.Sentence.Text(material.Reason))]);
        var loads = new Core.Charts.Chart.Loads([new Core.Charts.PersonLoad(name, 1, 30, 60)]);
        return new Shown(typeof(DigestPage), new DigestPage.Of(
            new Core.Words.DigestText(material.Title, Core.Words.Sentence.Text(material.Title), [section]),
            [new DigestPage.Figure("Load", Countersign.Pictures.Svg.SvgChart.Of(loads, "chart-0"), null)], [],
            new Core.Digest.DigestKey(Core.Digest.DigestScope.House, Core.Digest.DigestWeek.Of(Cast.Start, DateTimeZone.Utc)), null));
    }

    private static Sight Sight(Cast town, Person reader) => new(reader, town.Policy, Cast.Later, "/base", false);

    private static Shown Request(Cast town, Cast.Story story) => new(typeof(RequestPage), new RequestPage.Of(
        story.Change, story.Events, SlaClock.Of(story.Change, town.Policy, Cast.Later), [], ImmutableDictionary<string, PersonId>.Empty));

    private static Shown Ledger(string? damage = null, RecordCheck? last = null) => new(typeof(LedgerPage), new LedgerPage.Of(
        new LedgerHead(1, new string('a', 64)), damage, last, Cast.Start,
        [LedgerChain.Seal(new LedgerEntry(
            1, 0, "refused", "CR-12", 1, "slack", "identity", "person-lee", "senior", "payments", "acme/x", 12, null, "policy", "roster", null, null, null, null,
            "approve:not_asked", null, LedgerEntry.Genesis))],
        ImmutableDictionary<string, PersonId>.Empty, 1, 1));

    private static async Task<string> Draw(Sight sight, Shown shown)
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Response.Body = body;
        await Rendering.Write(http, sight, shown);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    // Every element with the names of its attributes, in order.
    private static List<string> Made(string html) =>
        [.. Element().Matches(html).Select(m => m.Groups["name"].Value + string.Concat(Attribute().Matches(m.Groups["rest"].Value).Select(a => " " + a.Groups[1].Value)))];

    [GeneratedRegex("<(?<name>[!/]?[^\\s>/]*)(?<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>")]
    private static partial Regex Element();

    [GeneratedRegex("([^\\s=/\"'>]+)(?:=\"[^\"]*\")?")]
    private static partial Regex Attribute();

    [GeneratedRegex("(?:href|action|src)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("<(?:link|img|script|iframe|object|embed)[^>]*(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("<[^>]*\\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();
}
