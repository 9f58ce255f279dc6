using System.Net;
using Countersign.Dashboard;
using Countersign.Dashboard.Door;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Dashboard;

public sealed class VisitorTests
{
    private static readonly DashboardOptions Options = new(new Uri("https://sign.example.com/under"));

    [Theory]
    [InlineData(null, "same-origin", true)]
    [InlineData("null", "same-origin", true)]
    [InlineData("https://sign.example.com", null, true)]
    [InlineData("http://127.0.0.1:5080", null, true)]
    [InlineData(null, null, true)]
    [InlineData("null", null, false)]
    [InlineData("https://evil.example", null, false)]
    [InlineData("https://sign.example.com.evil.example", null, false)]
    [InlineData("http://sign.example.com", null, false)]
    [InlineData("https://evil.example", "same-origin", false)]
    [InlineData("https://sign.example.com", "cross-site", false)]
    [InlineData("https://sign.example.com", "same-site", false)]
    [InlineData(null, "none", false)]
    public void Only_its_own_page_posts(string? origin, string? site, bool own)
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString("127.0.0.1", 5080));
        if (origin is not null)
            http.Request.Headers.Origin = origin;
        if (site is not null)
            http.Request.Headers["Sec-Fetch-Site"] = site;
        Visitor.IsOwnPage(http.Request, Options).ShouldBe(own);
    }

    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "10.0.0.1, 198.51.100.1", "198.51.100.1")]
    [InlineData("::1", "2001:db8::1", "2001:db8::1")]
    [InlineData("127.0.0.1", "not an address", "127.0.0.1")]
    public void An_address_is_believed_of_a_proxy_on_this_machine_alone(string connected, string? forwarded, string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(connected);
        if (forwarded is not null)
            http.Request.Headers["X-Forwarded-For"] = forwarded;
        Visitor.Address(http).ShouldBe(IPAddress.Parse(address));
    }

    [Fact]
    public void One_address_runs_out_of_tries_and_the_others_do_not()
    {
        using var limit = new TryLimit();
        var (guesser, reader) = (IPAddress.Parse("203.0.113.7"), IPAddress.Parse("203.0.113.8"));
        Enumerable.Range(0, 1_000_000).Count(_ => limit.MayFail(guesser)).ShouldBe(TryLimit.Each);
        limit.MayFail(reader).ShouldBeTrue();
    }

    [Fact]
    public void A_whole_network_of_IPv6_counts_as_one_address()
    {
        using var limit = new TryLimit();
        Enumerable.Range(1, 1_000).Count(i => limit.MayFail(IPAddress.Parse($"2001:db8::{i:x}"))).ShouldBe(TryLimit.Each);
    }

    [Fact]
    public void All_addresses_together_run_out_of_tries()
    {
        using var limit = new TryLimit();
        Enumerable.Range(0, 2_000).Count(i => limit.MayFail(new IPAddress(0x0A000000L + i))).ShouldBe(TryLimit.All);
    }
}
