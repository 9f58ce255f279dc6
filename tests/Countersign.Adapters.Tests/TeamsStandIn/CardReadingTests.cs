using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

public sealed class CardReadingTests
{
    [Fact]
    public void A_card_reads_as_a_person_reads_it() => AdaptiveCardText.Of(JsonNode.Parse("""
        {"type":"AdaptiveCard","version":"1.5","body":[
          {"type":"TextBlock","text":"**CR-1** one\n\ntwo.\u2060three \\*not bold\\* &lt;b&gt; for <at>Ana Ruiz</at>"},
          {"type":"TextBlock","text":"until {{DATE(2026-11-20T23:30:00Z, SHORT)}} {{TIME(2026-11-20T23:30:00Z)}}"},
          {"type":"TextBlock","text":"gone","isVisible":false},
          {"type":"TextBlock","text":"{\u2060{DATE(2026-11-20T23:30:00Z)}}"},
          {"type":"TextBlock","text":"[PR 12](https://example.com/12)"},
          {"type":"FactSet","facts":[{"title":"Author:","value":"Ana"},{"title":"Tier","value":"critical"}]},
          {"type":"Input.ChoiceSet","id":"s","label":"Service","value":"b","choices":[{"title":"Alpha","value":"a"},{"title":"Beta","value":"b"}]},
          {"type":"Input.Toggle","id":"t","title":"Urgent"},
          {"type":"Chart.Donut","fallback":{"type":"TextBlock","text":"3 of 4"}}],
         "actions":[{"type":"Action.Execute","title":"Approve","verb":"a"},{"type":"Action.ShowCard","title":"Deny…","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"hidden"}]}}]}
        """)!.AsObject(), "Europe/Berlin").ShouldBe("""
        CR-1 one
        two.three *not bold* <b> for @Ana Ruiz
        until Sat, Nov 21, 2026 12:30 AM
        {{DATE(2026-11-20T23:30:00Z)}}
        PR 12 (https://example.com/12)
        Author: Ana
        Tier: critical
        Service
        Beta
        [ ] Urgent
        3 of 4
        [Approve] [Deny…]
        """.ReplaceLineEndings("\n").TrimEnd());
}
