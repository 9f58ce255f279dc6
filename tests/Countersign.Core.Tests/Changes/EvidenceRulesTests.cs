using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

/// <summary>What the tier asks to be shown, field by field.</summary>
public sealed class EvidenceRulesTests
{
    private static readonly PolicyBook Strict = Book(
        [Service() with { Rules = [.. Rules.Select(r => r with { Evidence = Evidences.All.ToImmutableDictionary(e => e, e => new PolicyLine("policy.yaml", 40 + (int)e, "evidence")) })] }],
        [Person("ana", Level.Mid), Person("lee"), Person("kim")]);

    private static RawDraft Shown => Raw() with
    {
        Tests = "All 40 pass.",
        ScannerTool = "CodeQL",
        ScannerFindings = "none",
        EdgeCases = "Null and empty names, two at once.",
        Rollback = "Revert it.",
        AiReview = "No remark.",
    };

    [Fact]
    public void What_is_missing_is_said_beside_its_field_with_its_line() => Errors(Raw()).ShouldBe(
        [
            (DraftField.Tests, "This is critical, which asks for test results (policy.yaml line 40). Say which you ran and what came out."),
            (DraftField.ScannerTool, "This is critical, which asks for a scanner's result (policy.yaml line 41). Name it and what it found by severity."),
            (DraftField.EdgeCases, "This is critical, which asks for edge cases looked at (policy.yaml line 42). Say what you tried with null, empty, overflow, time and concurrency, and what you saw."),
            (DraftField.Rollback, "This is critical, which asks for a rollback plan (policy.yaml line 43). Say how you would go back, or that you can't."),
            (DraftField.AiReview, "This is critical, which asks for an AI reviewer's findings (policy.yaml line 44). Say which AI reviewed it and what it found."),
        ]);

    [Fact]
    public void All_of_it_is_enough() => Errors(Shown).ShouldBeEmpty();

    [Theory]
    [InlineData(" \u200b\u2060 ")]
    [InlineData("\n\t")]
    [InlineData("ok")]
    public void Nothing_readable_or_next_to_nothing_about_edge_cases_is_nothing(string words) =>
        Errors(Shown with { EdgeCases = words }).ShouldHaveSingleItem().Field.ShouldBe(DraftField.EdgeCases);

    [Theory]
    [InlineData("none", 0, 0, 0, 0)]
    [InlineData("No findings.", 0, 0, 0, 0)]
    [InlineData("0 critical, 1 high, 2 medium, 5 low", 0, 1, 2, 5)]
    [InlineData("critical: 3; HIGH=2", 3, 2, 0, 0)]
    [InlineData("2 low and 1 high", 0, 1, 0, 2)]
    [InlineData("7medium", 0, 0, 7, 0)]
    public void Findings_are_counted_as_people_write_them(string text, int critical, int high, int medium, int low)
    {
        var draft = DraftRules.Parse(Shown with { ScannerFindings = text }, Strict, new PersonId("ana")).ShouldBeOfType<ParsedDraft.Valid>().Draft;

        draft.Scanner.ShouldBe(new ScannerResult("CodeQL", null, critical, high, medium, low));
        DraftRules.Parse(Shown with { ScannerFindings = draft.Scanner!.Counts }, Strict, new PersonId("ana")).ShouldBeOfType<ParsedDraft.Valid>().Draft.Scanner.ShouldBe(draft.Scanner);
    }

    [Theory]
    [InlineData("lots")]
    [InlineData("-1 high")]
    [InlineData("1 high 2 high")]
    [InlineData("1 high, some low")]
    [InlineData("99999999 low")]
    [InlineData("1.5 high")]
    [InlineData("high")]
    [InlineData("")]
    public void What_cannot_be_counted_is_asked_for_again(string text) =>
        Errors(Shown with { ScannerFindings = text }).ShouldContain(e => e.Field == DraftField.ScannerFindings && e.Message.Contains("0 critical, 1 high, 2 medium, 5 low", StringComparison.Ordinal));

    [Fact]
    public void A_scanners_link_is_an_address_without_a_password_and_its_name_fits()
    {
        Errors(Shown with { ScannerLink = "see ci" }).ShouldHaveSingleItem().Field.ShouldBe(DraftField.ScannerLink);
        Errors(Shown with { ScannerLink = "https://me:secret@ci.example.com/1" }).ShouldHaveSingleItem().Field.ShouldBe(DraftField.ScannerLink);
        Errors(Shown with { ScannerTool = new string('x', 81) }).ShouldContain(e => e.Field == DraftField.ScannerTool);
        Errors(Shown with { ScannerFindings = new string('1', 500) }).ShouldContain(e => e.Field == DraftField.ScannerFindings);
    }

    [Fact]
    public void Too_many_paths_are_asked_for_as_folders() =>
        Errors(Shown with { Paths = string.Join('\n', Enumerable.Repeat("a.cs", 101)) }).ShouldHaveSingleItem().Message.ShouldContain("Name folders instead");

    private static List<(DraftField Field, string Message)> Errors(RawDraft raw) =>
        DraftRules.Parse(raw, Strict, new PersonId("ana")) is ParsedDraft.Invalid { Errors: var errors } ? [.. errors.Select(e => (e.Field, e.Message))] : [];
}
