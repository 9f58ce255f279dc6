using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Scenarios.House;
using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Silence;

/// <summary>
/// Bo finishes and holds nothing else; two changes of Tools, which is medium and has eight hours, wait with Ana. The second could begin
/// half an hour sooner with him.
/// </summary>
public sealed class OfferTests
{
    private const string Offered = "Would you take it?";
    private static readonly (string, string) Paths = ("Files or folders it touches", "src/Page.cs");
    private static readonly (string, string) Tests = ("Tests run and their result", "All 40 pass.");

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Taken_it_changes_hands_at_once_and_everybody_sees_who_has_it(string platform)
    {
        await using var side = await Bo_is_offered_CR_2(platform);

        await side.Answers("bo", OfferWordsTake, Offered, "CR-2 is yours");

        await side.Sees("bo", "You took CR-2");
        await side.Sees("ana", "Bo Lind is on it");
        (await side.Sees("lee", "Bo Lind was free sooner and took CR-2 over from Ana Souza")).ShouldContain("due");
        (await side.The(2)).Status.ShouldBe(new Status.InReview(new("bo")));
        await side.Home.Quiet();
        HasButtons(side).ShouldBeFalse();
        await side.Press("bo", "Approve", 2);
        (await side.Ends(2)).ShouldBe(Outcome.Approved);
        (await side.Hears("lee", "status CR-2", "was free sooner and took it from")).ShouldContain("somebody who was free sooner took it");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Not_now_leaves_it_where_it_is(string platform)
    {
        await using var side = await Bo_is_offered_CR_2(platform);

        await side.Answers("bo", "Not now", Offered, "CR-2 stays where it is");

        await side.Sees("bo", "and you said not now");
        HasButtons(side).ShouldBeFalse();
        (await side.The(2)).AskedNow.Single().Person.Value.ShouldBe("ana");
        (await Ended(side)).ShouldBe(OfferEnd.NotNow);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task After_half_an_hour_the_message_loses_its_buttons_across_a_restart_too(string platform)
    {
        await using var side = await Bo_is_offered_CR_2(platform);

        side.Home.Advance(Duration.FromMinutes(29));
        await side.Home.Quiet();
        HasButtons(side).ShouldBeTrue();
        await side.Home.Stop();
        side.Home.Clock.Advance(Duration.FromMinutes(1));
        await side.Home.Start();

        await side.Sees("bo", "The offer is over");
        HasButtons(side).ShouldBeFalse();
        (await Ended(side)).ShouldBe(OfferEnd.Lapsed);
        (await side.The(2)).AskedNow.Single().Person.Value.ShouldBe("ana");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Once_it_is_begun_the_offer_says_so(string platform)
    {
        await using var side = await Bo_is_offered_CR_2(platform);

        await side.Press("ana", "I'm on it", 2);

        await side.Sees("bo", "It does not need you any more: Ana Souza is on it");
        HasButtons(side).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Two_who_press_at_the_same_moment_are_not_both_on_it(string platform)
    {
        await using var side = await Bo_is_offered_CR_2(platform);

        var takes = await side.Aims("bo", OfferWordsTake, Offered);
        await Side.AtOnce(takes, await side.Aims("ana", "I'm on it", "CR-2"), takes);
        await side.Home.Quiet();

        var change = await side.The(2);
        var on = change.Status.ShouldBeOfType<Status.InReview>().By.Value;
        change.AskedNow.Single().Person.Value.ShouldBe(on);
        (await side.Home.Entries("claimed", 2)).Count.ShouldBe(1);
        (await Ended(side)).ShouldBe(on == "bo" ? OfferEnd.Taken : OfferEnd.Begun);
        HasButtons(side).ShouldBeFalse();
    }

    private const string OfferWordsTake = Countersign.Core.Words.OfferWords.Take;

    private static async Task<Side> Bo_is_offered_CR_2(string platform)
    {
        var side = await Side.Open(platform);
        await side.Hears("bo", "away until monday", "You are away");
        foreach (var number in new[] { 1, 2 })
        {
            (await side.Asks("lee", "tools", Paths, Tests)).Taken.ShouldBeTrue();
            (await side.Asked(1, number)).ShouldBe(["ana"]);
        }

        await side.Hears("bo", "back", "I can ask you from now on");
        (await side.Asks("lee", "tools", Paths, Tests)).Taken.ShouldBeTrue();
        (await side.Asked(1, 3)).ShouldBe(["bo"]);
        await side.Press("bo", "Approve", 3);
        (await side.Sees("bo", Offered)).ShouldContain("CR-2");
        await side.Home.Quiet();
        HasButtons(side).ShouldBeTrue();
        return side;
    }

    private static bool HasButtons(Side side) => side.Chat("bo").Any(m => m.Contains($"[{OfferWordsTake}]", StringComparison.Ordinal));

    private static async Task<OfferEnd?> Ended(Side side) => (await side.Home.Store.OffersTo(new PersonId("bo"))).Single().Ended;
}
