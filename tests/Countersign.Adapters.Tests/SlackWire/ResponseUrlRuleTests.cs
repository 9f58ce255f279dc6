using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class ResponseUrlRuleTests
{
    [Theory]
    [InlineData("https://hooks.slack.com/actions/T1/1/x", true)]
    [InlineData("https://hooks.slack-gov.com/commands/1", true)]
    [InlineData("https://HOOKS.slack.com/x", true)]
    [InlineData("http://hooks.slack.com/x", false)]
    [InlineData("https://hooks.slack.com:8443/x", false)]
    [InlineData("https://hooks.slack.com.evil.example/x", false)]
    [InlineData("https://evil.example/hooks.slack.com", false)]
    [InlineData("https://hooks.slack.com@evil.example/x", false)]
    [InlineData("https://user:pw@hooks.slack.com/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("https://slack.com:444/x", false)]
    [InlineData("http://slack.com/x", false)]
    [InlineData("ftp://slack.com/x", false)]
    [InlineData("/relative", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_Slack_is_answered(string? url, bool allowed) =>
        ResponseUrlRule.TryAllow(url, new("https://slack.com/api"), out _).ShouldBe(allowed);

    [Theory]
    [InlineData("http://127.0.0.1:5100/api", "http://127.0.0.1:5100/x", true)]
    [InlineData("http://127.0.0.1:5100/api", "http://127.0.0.1:6200/x", false)]
    [InlineData("http://127.0.0.1:5100/api", "http://127.0.0.2:6200/x", false)]
    [InlineData("https://127.0.0.1:5100/api", "http://127.0.0.1:5100/x", false)]
    [InlineData("http://slack.internal/api", "http://slack.internal/x", false)]
    [InlineData("http://127.0.0.1:5100/api", "http://a@127.0.0.1:5100/x", false)]
    public void A_stand_in_is_answered_on_its_own_host(string apiBase, string url, bool allowed) =>
        ResponseUrlRule.TryAllow(url, new(apiBase), out _).ShouldBe(allowed);
}
