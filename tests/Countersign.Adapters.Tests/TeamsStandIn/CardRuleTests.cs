using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.Docs;
using Countersign.Playground.Teams;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

public sealed class CardRuleTests
{
    private static readonly TeamsDirectory Directory = new(new TeamsStandInOptions
    {
        Time = TimeProvider.System,
        Users = [new("29:1ANA", "a0a0a0a0-0000-4000-8000-000000000001", "ana", "Ana Ruiz")],
    });

    [Theory]
    [InlineData("""{"type":"TextBlock"}""", "missing required field: text")]
    [InlineData("""{"type":"TextBlock","text":"x","colour":"good"}""", "invalid additional property: colour")]
    [InlineData("""{"type":"TextBlock","text":"x","color":"red"}""", "/body/0/color")]
    [InlineData("""{"type":"TextBlock","text":"x","wrap":"yes"}""", "must be a boolean")]
    [InlineData("""{"type":"TextBlock","text":"x","spacing":"huge"}""", "/body/0/spacing")]
    [InlineData("""{"type":"TextBlock","text":"<at>Ana</at>"}""", "no entity for <at>Ana</at>")]
    [InlineData("""{"type":"TextBlock","text":"{{DATE(tomorrow)}}"}""", "not a date function")]
    [InlineData("""{"type":"TextBlock","text":"{{DATE(2026-11-20T09:00:00.000Z, SHORT)}}"}""", "not a date function")]
    [InlineData("""{"type":"FactSet","facts":[{"title":"x"}]}""", "missing required field: value")]
    [InlineData("""{"type":"FactSet","facts":[]}""", "at least 1")]
    [InlineData("""{"type":"Image","url":"http://x/y.png","altText":"x"}""", "https")]
    [InlineData("""{"type":"Image","url":"https://x/y.png"}""", "altText")]
    [InlineData("""{"type":"Chart.Donut","data":[]}""", "unsupported type without a fallback: Chart.Donut")]
    [InlineData("""{"type":"Chart.Donut","fallback":{"type":"TextBlock"}}""", "/body/0/fallback")]
    [InlineData("""{"type":"Chart.VerticalBar.Grouped","data":[{"legend":"in","values":[{"x":"Mon","y":1}]}]}""", "missing required field: fallback")]
    [InlineData("""{"type":"Chart.VerticalBar.Grouped","data":[{"legend":"in","values":[{"x":"Mon","y":"1"}]}],"fallback":"drop"}""", "must be a number")]
    [InlineData("""{"type":"Chart.HorizontalBar.Stacked","data":[{"title":"Ana","data":[{"legend":"a","value":1,"color":"red"}]}],"fallback":"drop"}""", "/color")]
    [InlineData("""{"type":"Container"}""", "missing required field: items")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"TextBlock","text":"x"}]}""", "unsupported type without a fallback: TextBlock")]
    [InlineData("""{"type":"Input.Text","label":"x"}""", "missing required field: id")]
    [InlineData("""{"type":"Input.Text","id":"x"}""", "nothing sends it")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"x"}""", "missing required field: choices")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"x","choices":[{"title":"a","value":"a"}],"value":"b"}""", "is not offered: b")]
    [InlineData("""{"type":"Input.Date","id":"x","value":"tomorrow"}""", "must be a date")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Go"}]}""", "missing required field: verb")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Execute","verb":"go"}]}""", "missing required field: title")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.OpenUrl","title":"Go","url":"javascript:alert(1)"}]}""", "https")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"Go","style":"danger"}]}""", "/style")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.ToggleVisibility","title":"Go","targetElements":["x"]}]}""", "toggles what is not there: x")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.ShowCard","title":"Go","card":{"type":"AdaptiveCard"}}]}""", "body or actions")]
    public void A_faulty_element_is_named(string element, string fault) => A_faulty_card_is_named($$"""{"body":[{{element}}]}""", fault);

    [Theory]
    [InlineData("""{"version":"1.6","body":[]}""", "up to 1.5")]
    [InlineData("""{}""", "body or actions")]
    [InlineData("""{"body":[],"title":"x"}""", "invalid additional property: title")]
    [InlineData("""{"body":[],"refresh":{"action":{"type":"Action.Submit"}}}""", "must be Action.Execute")]
    [InlineData("""{"body":[],"refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":["29:1NOBODY"]}}""", "nobody has the id 29:1NOBODY")]
    [InlineData("""{"body":[],"msteams":{"entities":[{"type":"mention","text":"<at>Ana</at>","mentioned":{"id":"29:1ANA","name":"Ana"}}]}}""", "nothing in the card says <at>Ana</at>")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"<at>Al</at>"}],"msteams":{"entities":[{"type":"mention","text":"<at>Al</at>","mentioned":{"id":"29:1AL","name":"Al"}}]}}""", "nobody has the id 29:1AL")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"a","id":"x"},{"type":"TextBlock","text":"b","id":"x"}]}""", "`id` already exists: x")]
    public void A_faulty_card_is_named(string card, string fault) => Faults(card).ShouldContain(found => found.Contains(fault, StringComparison.Ordinal), string.Join('\n', Faults(card)));

    [Fact]
    public void More_than_six_buttons_or_sixty_people_are_too_many()
    {
        var buttons = string.Join(',', Enumerable.Range(0, 7).Select(i => $$"""{"type":"Action.Submit","title":"{{i}}"}"""));
        Faults($$"""{"actions":[{{buttons}}]}""").ShouldHaveSingleItem().ShouldContain("no more than 6");
        var people = string.Join(',', Enumerable.Repeat("\"29:1ANA\"", 61));
        Faults("""{"body":[],"refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":[#]}}""".Replace("#", people, StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("no more than 60");
    }

    [Fact]
    public void A_dialog_sends_by_plain_Submit_only()
    {
        var card = Parse("""{"body":[{"type":"Input.Text","id":"x"}],"actions":[{"type":"Action.Execute","title":"Go","verb":"go"},{"type":"Action.Submit","title":"Send","data":{"msteams":{"type":"task/fetch"}}}]}""");
        CardRules.FaultsOf(card, CardPlace.Message, Directory).ShouldBeEmpty();
        CardRules.FaultsOf(card, CardPlace.Dialog, Directory).Count.ShouldBe(2);
    }

    [Fact]
    public void A_good_card_has_no_faults() => Faults("""
        {"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","body":[
          {"type":"TextBlock","text":"CR-1","weight":"Bolder","size":"large","style":"heading","wrap":true},
          {"type":"TextBlock","text":"For <at>Ana Ruiz</at> until {{DATE(2026-11-20T09:00:00Z, SHORT)}} {{TIME(2026-11-20T09:00:00Z)}}"},
          {"type":"ColumnSet","columns":[{"type":"Column","width":"auto","items":[{"type":"Image","url":"https://x/y.png","altText":"x"}]}]},
          {"type":"Chart.Gauge","value":1,"fallback":"drop"},
          {"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"x"}]}]}]},
          {"type":"RichTextBlock","inlines":["plain",{"type":"TextRun","text":"x"}]},
          {"type":"FactSet","facts":[{"title":"Author","value":"Ana"}]}],
         "actions":[
          {"type":"Action.Execute","title":"Approve","verb":"approve","data":{"id":1},"style":"positive","fallback":{"type":"Action.Submit","title":"Approve","data":{"verb":"approve"}}},
          {"type":"Action.ShowCard","title":"Deny…","card":{"type":"AdaptiveCard","body":[{"type":"Input.Text","id":"why","label":"Why?","isRequired":true,"errorMessage":"Say why."}],"actions":[{"type":"Action.Execute","title":"Deny","verb":"deny"}]}},
          {"type":"Action.OpenUrl","title":"Open","url":"https://x/","mode":"secondary"}],
         "refresh":{"action":{"type":"Action.Execute","verb":"refresh"},"userIds":["29:1ANA"]},
         "msteams":{"width":"Full","entities":[{"type":"mention","text":"<at>Ana Ruiz</at>","mentioned":{"id":"29:1ANA","name":"Ana Ruiz"}}]}}
        """).ShouldBeEmpty();

    /// <summary>A message has a summary beside its card, a dialog a title; bare ones are messages.</summary>
    [Fact]
    public void The_golden_cards_break_no_rule_but_whom_they_name()
    {
        var broken = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(Repository.PathOf("tests/Countersign.Adapters.Tests/TeamsCards/Golden"), "*.json"))
        {
            var drawing = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var faults = CardRules.FaultsOf(drawing["card"] ?? drawing, drawing["title"] is null ? CardPlace.Message : CardPlace.Dialog, Directory);
            broken.AddRange(faults.Where(fault => !fault.Contains("nobody has the id", StringComparison.Ordinal)).Select(fault => $"{Path.GetFileName(file)}: {fault}"));
        }
        broken.ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Faults(string card) => CardRules.FaultsOf(Parse(card), CardPlace.Message, Directory);

    private static JsonObject Parse(string card)
    {
        var node = JsonNode.Parse(card)!.AsObject();
        node["type"] = "AdaptiveCard";
        node["version"] ??= "1.5";
        return node;
    }
}
