using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Docs;

public sealed partial class PolicyDocumentTests
{
    private static readonly string Text = Repository.Read("docs/policy.md");

    [Fact]
    public void Every_complete_example_is_accepted()
    {
        var examples = Example().Matches(Text).Select(m => m.Groups["yaml"].Value).Where(y => Complete().IsMatch(y)).ToList();
        examples.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var example in examples)
            PolicyFileReader.Read(Encoding.UTF8.GetBytes(example), ChatHomes.Any).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_of_the_file_is_explained()
    {
        var keys = Key().Matches(Repository.Read("src/Countersign.Host/PolicyFile/PolicyShape.cs"))
            .Select(m => m.Groups["key"].Value)
            .Concat(Tiers.All.Select(t => t.Word()))
            .Distinct()
            .ToList();
        keys.Count.ShouldBeGreaterThan(50);
        keys.Where(k => !Text.Contains($"`{k}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_evidence_is_explained() =>
        Evidences.All.Select(Evidences.Key).Where(k => !Text.Contains($"| `{k}` |", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_line_that_repeats_a_draw_gives_what_the_bot_drew()
    {
        var line = DrawLine().Match(Text);
        ChangeId.TryParse(line.Groups["request"].Value, out var request).ShouldBeTrue();
        var at = Instant.FromUnixTimeMilliseconds(long.Parse(line.Groups["at"].Value, CultureInfo.InvariantCulture));
        var draw = SpotCheck.Draw(request, at);
        Text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"Here it says {draw}, which the bot calls {SpotCheck.Words(draw)}."));
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\A(?:\s*#[^\n]*\n|\s*\n)*version: 1\s")]
    private static partial Regex Complete();

    [GeneratedRegex("(?:new\\(\"(?<key>[a-z_]+)\", FieldKind|(?:TierField|Span|Weight|Approvals|Person|SlackChannelField|TeamsChannelField)\\(\"(?<key>[a-z_]+)\")")]
    private static partial Regex Key();

    [GeneratedRegex("'spot-check:(?<request>CR-[0-9]+):(?<at>[0-9]+)'")]
    private static partial Regex DrawLine();
}
