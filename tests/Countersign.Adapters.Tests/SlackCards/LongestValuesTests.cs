using Countersign.Core.Words;
using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;
using SlackMessage = Countersign.Slack.Wire.SlackMessage;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>Every drawing of the longest and most awkward values that the rules let in.</summary>
public sealed class LongestValuesTests
{
    public static TheoryData<string> Fillings =>
        ["a", "&", "<", ">", "<!channel> ", "@here ", "👩‍👩‍👧", "ש", "\u202Eab\u202C", "漢", "a\n", "`", ":smile: ", "e\u0301", "\"\\", "*_~"];

    [Theory]
    [MemberData(nameof(Fillings))]
    public void Keep_every_limit(string filling)
    {
        var broken = new Drawings(Longest(filling)).All.SelectMany(d => Faults.Of(d.Name, d.Drawn)).ToList();

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_longest_addresses_keep_every_limit()
    {
        var link = new Uri("https://github.com/acme/payments-api/pull/12?" + new string('&', 1_950));

        new Drawings(Longest("a") with { Link = link }).All.SelectMany(d => Faults.Of(d.Name, d.Drawn)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(1_000)]
    public void Any_number_of_services_can_be_chosen_from(int services) =>
        new Drawings(new Material { Services = services }).All
            .Where(d => d.Name.StartsWith("form", StringComparison.Ordinal))
            .SelectMany(d => Faults.Of(d.Name, d.Drawn)).ShouldBeEmpty();

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

/// <summary>What Slack would say against a drawing: by our own check, and by the stand-in's.</summary>
internal static class Faults
{
    public static IEnumerable<string> Of(string name, object drawn)
    {
        var ours = drawn switch
        {
            SlackMessage message => BlockLimitCheck.Violations(message),
            CommandResponse reply => BlockLimitCheck.Violations(new SlackMessage(reply.Text, reply.Blocks ?? [])),
            ModalView modal => BlockLimitCheck.Violations(modal),
            HomeView home => BlockLimitCheck.Violations(home),
            _ => [],
        };
        return ours.Concat(Theirs(drawn)).Select(fault => $"{name}: {fault}");
    }

    private static IEnumerable<string> Theirs(object drawn)
    {
        var json = (JsonObject)JsonNode.Parse(Drawings.Json(drawn))!;
        return drawn switch
        {
            SlackMessage or CommandResponse => BlockRules.FaultsOfMessage((JsonArray)json["blocks"]!),
            View => ViewRules.Refuses(json, (string)json["type"]!, out _) is { } refusal ? [refusal.Body.ToJsonString()] : [],
            _ => [],
        };
    }
}
