using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class CardTextTests
{
    [Fact]
    public void A_card_reads_as_its_reader_sees_it()
    {
        var blocks = (JsonArray)JsonNode.Parse("""
            [{"type":"header","text":{"type":"plain_text","text":"CR-1 & more"}},
             {"type":"section","text":{"type":"mrkdwn","text":"a &lt;b&gt; &amp;amp; <https://x.y|the change>"},"fields":[{"type":"mrkdwn","text":"*Due* <!date^1763629200^{time}|09:00 UTC>"}]},
             {"type":"context","elements":[{"type":"mrkdwn","text":"by <@U0ANA>"},{"type":"image","image_url":"https://x/y","alt_text":"a chart"}]},
             {"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]}]}]},
             {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Deny…"}}]}]
            """)!;
        CardText.Of(blocks).ShouldBe("CR-1 & more\na <b> &amp; the change\n*Due* 09:00 UTC\nby @U0ANA (a chart)\n• one\n[Deny…]");
    }
}
