using System.Diagnostics;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F11: a message that can't be delivered harms no other.</summary>
public sealed class PoisonTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_message_refused_for_good_is_parked_after_five_tries_told_of_and_holds_up_nobody() =>
        Task.WhenAll(new[] { "invalid_blocks", "channel_not_found", "is_archived" }.Select(Poison));

    private async Task Poison(string code)
    {
        await using var site = await Site.Open();
        await site.Start();
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        var poison = site.Slack.Failures.Add("chat.*", new Failure.Refused(code), channel: "C0PAY");

        await hand.Send(hand.Submit());
        var inTime = Stopwatch.StartNew();
        await site.Slack.As("ana").Sees("CR-1 is with");
        output.WriteLine($"The author's note came after {inTime.Elapsed.TotalSeconds:0.0} s.");
        inTime.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));

        var told = await site.Slack.As("mo").Sees("I gave up on the card of CR-1 for the channel C0PAY", channel: "ops");
        told.Readable.ShouldContain($"Slack says {code}, 5 times");
        poison.Hits.ShouldBe(5);
        record.Parked.ShouldBeGreaterThan(0);
        await site.Slack.Eventually("a line in the log", () => site.Host!.Output.Contains($"is parked: {code}", StringComparison.Ordinal));
        output.WriteLine($"Parked after {inTime.Elapsed.TotalSeconds:0.0} s.");

        // The lane goes on: what comes later has its own tries.
        site.Slack.Failures.Clear();
        await hand.Send(hand.Submit());
        await site.Slack.As("ana").Sees("Change", channel: "payments");
    }

    [Fact]
    public async Task Somebody_who_can_not_be_messaged_is_not_asked_and_what_they_held_moves_on()
    {
        await using var site = await Site.Open();
        await site.Start();
        var hand = new Hand(site.Slack, site.Database);
        site.Slack.Failures.Add("chat.*", new Failure.Refused("user_disabled"), channel: "U0LEE");
        var since = Stopwatch.StartNew();
        for (var i = 0; i < 4; i++)
            await hand.Send(hand.Submit());

        await site.Slack.As("mo").Sees("(user_disabled), so I don't ask them", channel: "ops");
        // Whoever of the two was chosen for each at first: in the end Kim has them all.
        var record = new RecordFile(site.Database);
        await site.Slack.Eventually("everything to be with Kim", () =>
            record.Count("select count(*) from seat_asked where person = 'lee' and open = 1") == 0
            && record.Count("select count(*) from seat_asked where person = 'kim' and open = 1") == 4);
        output.WriteLine($"Moved on after {since.Elapsed.TotalSeconds:0.0} s.");
    }
}
