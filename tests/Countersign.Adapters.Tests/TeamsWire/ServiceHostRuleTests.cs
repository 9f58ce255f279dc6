using Countersign.Teams;
using Countersign.Teams.Wire.Connector;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>Promise S4, the rule: where our bearer may go.</summary>
public sealed class ServiceHostRuleTests
{
    private static readonly ServiceHostRule Rule =
        new([.. ServiceHosts.Public, "localhost:3978", "127.0.0.1", "gateway.example:8443", "[::1]:3000", "10.0.0.7"]);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net/amer/0f0f-tenant/")]
    [InlineData("HTTPS://SMBA.TrafficManager.NET/")]
    [InlineData("https://smba.trafficmanager.net:443/emea")]
    [InlineData("https://gateway.example:8443/x")]
    [InlineData("http://localhost:3978/_connector")]
    [InlineData("https://localhost:3978/")]
    [InlineData("http://127.0.0.1:56150/")]
    [InlineData("http://[::1]:3000/")]
    [InlineData("https://10.0.0.7/")]
    public void A_listed_host_is_allowed(string url) => Rule.TryAllow(url, out _).ShouldBeTrue();

    [Theory]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("https://user:pass@smba.trafficmanager.net/")]
    [InlineData("https://@smba.trafficmanager.net/x@y")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://evil-smba.trafficmanager.net/")]
    [InlineData("https://x.smba.trafficmanager.net/")]
    [InlineData("https://trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net./")]
    [InlineData("https://evil.example/smba.trafficmanager.net/")]
    [InlineData("https://evil.example#smba.trafficmanager.net")]
    [InlineData("https://evil.example?smba.trafficmanager.net")]
    [InlineData("https://evil.example\\@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net/?x=1")]
    [InlineData("https://smba.trafficmanager.net/#x")]
    [InlineData("https://smba.traffіcmanager.net/")]
    [InlineData("https://smba%2Etrafficmanager.net.evil.example/")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("wss://smba.trafficmanager.net/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//smba.trafficmanager.net/")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("/v3")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("http://localhost:3979/")]
    [InlineData("http://localhost/")]
    [InlineData("http://10.0.0.7/")]
    [InlineData("https://10.0.0.8/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("http://127.0.0.2:56150/")]
    [InlineData("https://gateway.example/")]
    [InlineData("https://[::ffff:10.0.0.8]/")]
    [InlineData("http://[::1]:3001/")]
    public void Whatever_else_is_not(string? url) => Rule.TryAllow(url, out _).ShouldBeFalse();

    // However an address is spelled, it is the address that counts: both these are 10.0.0.7.
    [Theory]
    [InlineData("https://0x0a.0.0.7/")]
    [InlineData("https://167772167/")]
    public void An_address_is_compared_in_its_one_spelling(string url)
    {
        Rule.TryAllow(url, out var read).ShouldBeTrue();
        read!.Host.ShouldBe("10.0.0.7");
        new ServiceHostRule(ServiceHosts.Public).TryAllow(url, out _).ShouldBeFalse();
    }

    [Fact]
    public void An_empty_list_allows_nothing() =>
        new ServiceHostRule([]).TryAllow("https://smba.trafficmanager.net/", out _).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("https://smba.trafficmanager.net")]
    [InlineData("smba.trafficmanager.net/emea")]
    [InlineData("user@host")]
    [InlineData("a b")]
    [InlineData("host:99999")]
    public void An_entry_that_is_no_host_is_an_error(string entry) =>
        Should.Throw<ArgumentException>(() => new ServiceHostRule([entry]));
}
