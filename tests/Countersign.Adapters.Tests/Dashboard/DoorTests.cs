using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Dashboard;
using Countersign.Dashboard.Door;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Dashboard;

/// <summary>Links and sessions, by a clock that the test moves.</summary>
public sealed class DoorTests
{
    private static readonly Actor.Member Anas = new(Ana, Ana.Identities[0]);
    private static readonly Duration Moment = Duration.FromMilliseconds(1);
    private readonly SignInLinks _links = new();
    private readonly Sessions _sessions = new();

    [Fact]
    public void A_link_works_once()
    {
        var secret = _links.Make(Anas, Monday);
        _links.Use(secret, Monday).ShouldBe(Anas);
        _links.Use(secret, Monday).ShouldBeNull();
    }

    [Fact]
    public void A_link_works_for_ten_minutes_and_not_a_moment_longer()
    {
        var (soon, late) = (_links.Make(Anas, Monday), _links.Make(Anas, Monday));
        _links.Use(soon, Monday + SignInLinks.Lasts - Moment).ShouldBe(Anas);
        _links.Use(late, Monday + SignInLinks.Lasts).ShouldBeNull();
        // Nor once more, should the clock be put back.
        _links.Use(late, Monday).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG")]
    public void What_was_never_given_opens_nothing(string? guess)
    {
        _links.Make(Anas, Monday);
        _links.Use(guess, Monday).ShouldBeNull();
        _sessions.Reader(guess, Book, Monday).ShouldBeNull();
        _sessions.End(guess);
    }

    [Fact]
    public void A_link_in_capital_letters_is_another_one()
    {
        var secret = _links.Make(Anas, Monday);
        _links.Use(secret.ToUpperInvariant(), Monday).ShouldBe(secret.Any(char.IsAsciiLetterLower) ? null : Anas);
    }

    [Fact]
    public void Secrets_are_256_bits_and_never_twice_the_same() =>
        Enumerable.Range(0, 1_000).Select(_ => Secret.Make()).Distinct().ShouldAllBe(s => s.Length == 64, "hex");

    [Fact]
    public void Asking_again_and_again_voids_ones_own_oldest_link_and_nobody_elses()
    {
        var kims = _links.Make(new Actor.Member(Kim, Kim.Identities[0]), Monday);
        var anas = Enumerable.Range(0, SignInLinks.MostEach + 1).Select(i => _links.Make(Anas, Monday + Duration.FromSeconds(i))).ToList();
        var later = Monday + Duration.FromMinutes(1);
        _links.Use(anas[0], later).ShouldBeNull();
        anas.Skip(1).ShouldAllBe(secret => _links.Use(secret, later) == Anas);
        _links.Use(kims, later).ShouldNotBeNull();
    }

    [Fact]
    public void A_session_lasts_an_hour_from_look_to_look_and_eight_hours_in_all()
    {
        var secret = _sessions.Begin(Anas, Monday);
        var now = Monday;
        while (now + Sessions.Idle - Moment < Monday + Sessions.Longest)
            _sessions.Reader(secret, Book, now += Sessions.Idle - Moment).ShouldBe(Ana);
        _sessions.Reader(secret, Book, Monday + Sessions.Longest - Moment).ShouldBe(Ana);
        _sessions.Reader(secret, Book, Monday + Sessions.Longest).ShouldBeNull();
        _sessions.Reader(secret, Book, Monday).ShouldBeNull();
    }

    [Fact]
    public void A_session_that_nobody_looks_with_is_over_after_an_hour()
    {
        var secret = _sessions.Begin(Anas, Monday);
        _sessions.Reader(secret, Book, Monday + Sessions.Idle).ShouldBeNull();
    }

    [Fact]
    public void Signing_out_ends_one_session_and_no_other()
    {
        var (here, there) = (_sessions.Begin(Anas, Monday), _sessions.Begin(Anas, Monday));
        _sessions.End(here);
        _sessions.Reader(here, Book, Monday).ShouldBeNull();
        _sessions.Reader(there, Book, Monday).ShouldBe(Ana);
    }

    [Fact]
    public void One_browser_too_many_ends_the_oldest_session()
    {
        var all = Enumerable.Range(0, Sessions.MostEach + 1).Select(i => _sessions.Begin(Anas, Monday + Duration.FromSeconds(i))).ToList();
        var later = Monday + Duration.FromMinutes(1);
        _sessions.Reader(all[0], Book, later).ShouldBeNull();
        all.Skip(1).ShouldAllBe(secret => _sessions.Reader(secret, Book, later) == Ana);
    }

    public static TheoryData<string> Losses => ["left the roster", "is not active", "is an agent now", "has another account", "somebody else has the account"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Whoever_may_not_come_in_any_more_is_out_at_once_and_for_good(string loss)
    {
        var secret = _sessions.Begin(Anas, Monday);
        var elsewhere = new ChatIdentity(Platform.Slack, "T1", "U-other");
        Person[] people = loss switch
        {
            "left the roster" => [Kim],
            "is not active" => [Ana with { Active = false }, Kim],
            "is an agent now" => [Ana with { AgentOf = Kim.Id }, Kim],
            "has another account" => [Ana with { Identities = [elsewhere] }, Kim],
            _ => [Ana with { Identities = [elsewhere] }, Kim with { Identities = Ana.Identities }],
        };
        _sessions.Reader(secret, Book with { Roster = new Roster(people) }, Monday).ShouldBeNull();
        _sessions.Reader(secret, Book, Monday).ShouldBeNull();
    }

    [Fact]
    public void A_link_is_given_where_people_can_reach_the_dashboard_in_private()
    {
        Invite("https://sign.example.com").ShouldBeOfType<Invitation.OneTime>().Address.AbsoluteUri.ShouldStartWith("https://sign.example.com/sign-in?token=");
        Invite("https://example.com/sign/").ShouldBeOfType<Invitation.OneTime>().Address.AbsoluteUri.ShouldStartWith("https://example.com/sign/sign-in?token=");
        Invite("http://127.0.0.1:5080").ShouldBeOfType<Invitation.OneTime>();
        Invite("http://sign.example.com").ShouldBeOfType<Invitation.InTheClear>();
        Invite(null).ShouldBeOfType<Invitation.NoAddress>();
    }

    private Invitation Invite(string? address) => new DashboardDoor(new DashboardOptions(address is null ? null : new Uri(address)), _links).Invite(Anas, Monday);
}
