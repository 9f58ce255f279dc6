using Countersign.Scenarios.House;

namespace Countersign.Scenarios;

public sealed class SignOffTests
{
    [Fact]
    public async Task A_change_is_asked_for_routed_approved_and_everybody_sees_it()
    {
        await using var home = await Home.Open();

        await home.Submit();

        await home.As("ana").Sees("CR-1 is with");
        var reviewer = home.As("lee").Dm.Count > 0 ? home.As("lee") : home.As("kim");
        await reviewer.Sees("Retry failed refunds");
        await home.As("ana").Sees("Assigned", channel: "payments");

        var press = await reviewer.Click("Approve", on: "CR-1");

        press.Status.ShouldBe(200);
        press.ConfirmShown.ShouldNotBeNull();
        await home.As("ana").Sees("approved CR-1");
        (await reviewer.Sees("Approved by")).Readable.ShouldNotContain("[Approve]");
        (await home.As("ana").Sees("Approved by", channel: "payments")).Readable.ShouldNotContain("[Approve]");
    }
}
