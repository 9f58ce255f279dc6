using System.Text.Json;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>Every drawing of the longest and most awkward values that the rules let in keeps the budget of 25,000 bytes.</summary>
public sealed class TeamsLongestValuesTests
{
    public static TheoryData<string> Fillings =>
    [
        "a", "&", "<", "<at>Ana</at> ", "[x](https://evil.example) ", "{{DATE(2026-11-20T09:00:00Z)}} ", "👩‍👩‍👧", "🚀", "ש", "\u202Eab\u202C", "漢", "a\n", "\n*", "`",
        "e\u0301", "\"", "\\", "\\\n", "*_~", "@.", "\u0001",
    ];

    [Theory]
    [MemberData(nameof(Fillings))]
    public void Keep_the_budget(string filling) => Faults(Longest(filling)).ShouldBeEmpty();

    [Theory]
    [InlineData('&')]
    [InlineData('(')]
    [InlineData('漢')]
    public void The_longest_addresses_keep_the_budget(char filling)
    {
        var link = new Uri("https://github.com/acme/payments-api/pull/12?" + new string(filling, filling > 'z' ? 210 : 1_950));

        Faults(Longest("漢") with { Link = link }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(151)]
    [InlineData(2_000)]
    public void Any_number_of_services_can_be_chosen_from(int services)
    {
        Faults(new Material { Services = services }).ShouldBeEmpty();
        Faults(Longest("a") with { Services = services }).ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_thousand_services_the_prefilled_one_is_listed_and_any_other_is_named_by_its_id()
    {
        var policy = new Cast(new Material { Services = 2_000, ServiceName = "Zebra" }).Policy;
        var form = SubmitForm.New(FormWords.Prefill("https://github.com/acme/payments-api/pull/12", policy), policy, []);

        var list = form.Card.Body.OfType<ChoiceSetInput>().Single(i => i.Id == nameof(DraftField.Service));
        list.Choices[0].ShouldBe(new Choice("Zebra (critical)", "payments"));
        list.Chosen.ShouldBe(["payments"]);
        list.Choices.Count.ShouldBe(150);
        list.IsRequired.ShouldBeFalse();
        form.Card.Body.OfType<TextInput>().Single(i => i.Id == Ids.OtherService).Value.ShouldBeNull();
        Read(new() { [Ids.OtherService] = " Service-1999 ", [nameof(DraftField.Service)] = "payments" }).Service.ShouldBe("service-1999");
    }

    [Fact]
    public void What_was_typed_stays_in_the_form_that_comes_back_with_errors()
    {
        var policy = new Cast(new Material()).Policy;
        var text = string.Concat(Enumerable.Repeat("Read every line. ", 170));
        var typed = new RawDraft
        {
            Title = "**T**",
            Link = "no link",
            Service = "payments",
            AiTools = "x",
            AiDid = text,
            AuthorChecked = text,
            Rollback = text,
            Evidence = text,
            Destruction = ["Deletes", "Migrates"],
            Urgency = "Urgent",
            CoAuthorIds = ["kim", "mo"],
            Paths = "db/migrations/0042_refunds.sql\nsrc/",
            Tests = "412 passed",
            ScannerTool = "CodeQL",
            ScannerFindings = "1 high",
            ScannerLink = "no link either",
            EdgeCases = "none",
            AiReview = "**nothing**",
            RaiseTo = "critical",
        };
        var form = SubmitForm.New(typed, policy, [new FieldError(DraftField.Link, "That is not a web address.")]);

        var sent = Read(form.Card.Body.OfType<CardInput>().ToDictionary(i => i.Id, i => i switch
        {
            TextInput input => input.Value ?? "",
            ChoiceSetInput input => string.Join(',', input.Chosen),
            _ => "",
        }));
        JsonSerializer.Serialize(sent).ShouldBe(JsonSerializer.Serialize(typed));
    }

    [Fact]
    public void A_long_roster_is_typed_instead_of_chosen_from()
    {
        var policy = new Cast(new Material { CoAuthors = 200 }).Policy;
        var form = SubmitForm.New(new RawDraft { CoAuthorIds = ["kim", "mo"] }, policy, []);

        form.Card.Body.OfType<TextInput>().Single(i => i.Id == nameof(DraftField.CoAuthors)).Value.ShouldBe("kim, mo");
        Read(new() { [nameof(DraftField.CoAuthors)] = "kim, @Mo;jo" }).CoAuthorIds.ShouldBe(["kim", "mo", "jo"]);
    }

    [Fact]
    public void A_text_that_does_not_fit_into_the_form_says_so()
    {
        var cast = new Cast(Longest("漢"));
        var form = SubmitForm.Update(cast.Destructive.Change, null, cast.Policy, []);

        form.Card.Body.OfType<TextBlock>().Count(t => t.Text.Contains("replaces the whole text", StringComparison.Ordinal)).ShouldBe(4);
        form.Card.Body.OfType<TextInput>().Single(i => i.Id == nameof(DraftField.AiDid)).Value!.Length.ShouldBeGreaterThan(1_000);
    }

    private static RawDraft Read(Dictionary<string, string> fields) =>
        SubmitForm.Read(PressData.Read(JsonSerializer.SerializeToElement(fields), Ids.Submit));

    private static List<string> Faults(Material material) =>
        [.. new TeamsDrawings(material).All.SelectMany(d => CardBudget.Violations(TeamsDrawings.CardOf(d.Drawn))
            .Concat(d.Drawn is TeamsMessage { Summary.Length: > Draw.SummaryMax or 0 } ? ["the summary is empty or too long"] : [])
            .Select(fault => $"{d.Name}: {fault}"))];

    private static Material Longest(string filling)
    {
        string of(int length) => Graphemes.Clip(string.Concat(Enumerable.Repeat(filling, length)), length);
        return new Material
        {
            Title = of(150),
            Did = of(3_000),
            Checked = of(3_000),
            Reason = of(3_000),
            Rollback = of(3_000),
            Paths = of(1_500),
            Tests = of(1_500),
            Scanner = of(80),
            ScannerLink = new Uri("https://ci.example.com/scans/812?" + new string('&', 1_900)),
            EdgeCases = of(1_500),
            AiReview = of(1_500),
            Tools = of(200),
            Name = of(80),
            ServiceName = of(56),
            CoAuthors = 20,
            Services = 120,
            Listed = 21,
        };
    }
}
