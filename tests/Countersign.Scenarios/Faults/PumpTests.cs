using System.Diagnostics;
using System.Text;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.Ports;
using Countersign.Host.PolicyFile;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Scenarios.Faults;

/// <summary>The outbox pump's own rules, at speed.</summary>
public sealed class PumpTests
{
    private static readonly DeliveryResult.Trouble Trouble = new("time-out");

    [Fact]
    public async Task A_message_that_never_gets_an_answer_while_others_do_is_parked_in_the_end()
    {
        await using var pump = new PumpRig((to, _) => to == "C0BAD" ? Trouble : DeliveryResult.Done.Nothing, faster: 1_000);
        await pump.Send("C0BAD");
        await pump.Start();
        await pump.Until(f => f.Parked == 1, meanwhile: () => pump.Send("C0GOOD"));
        // One in twenty-odd tries, not after the five of a clear refusal.
        pump.Calls("C0BAD").ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task An_outage_however_long_parks_nothing_and_everything_goes_out_after_it()
    {
        var down = true;
        await using var pump = new PumpRig((_, _) => Volatile.Read(ref down) ? Trouble : DeliveryResult.Done.Nothing, faster: 1_000);
        for (var i = 0; i < 30; i++)
            await pump.Send($"C{i % 10}");
        await pump.Start();
        // About an hour by the pump's clock.
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        (await pump.Figures()).ShouldSatisfyAllConditions(f => f.OutboxWaiting.ShouldBe(30), f => f.Parked.ShouldBe(0));
        Volatile.Write(ref down, false);
        await pump.Until(f => f.OutboxWaiting == 0);
        (await pump.Figures()).Parked.ShouldBe(0);
    }

    [Fact]
    public async Task A_hiccup_that_strikes_many_calls_at_once_does_not_silence_the_bot_for_half_a_minute()
    {
        // By time, not by message: a lane that starts late, after the hiccup, is not struck by it.
        var since = new Stopwatch();
        await using var pump = new PumpRig((_, _) => since.Elapsed < TimeSpan.FromSeconds(1) ? Trouble : DeliveryResult.Done.Nothing);
        for (var i = 0; i < 16; i++)
            await pump.Send($"C{i}");
        since.Start();
        await pump.Start();
        await pump.Until(f => f.OutboxWaiting == 0);
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_message_that_makes_the_program_stumble_is_parked_and_the_next_in_its_lane_goes_out()
    {
        await using var pump = new PumpRig(
            (_, times) => times <= 5 ? throw new InvalidOperationException("A card that can't be drawn.") : DeliveryResult.Done.Nothing,
            faster: 100);
        await pump.Send("C0");
        await pump.Send("C0");
        await pump.Start();
        await pump.Until(f => f is { Parked: 1, OutboxWaiting: 0 });
        pump.Calls("C0").ShouldBe(6);
    }

    [Fact]
    public async Task What_was_sent_but_could_not_be_noted_is_not_sent_again()
    {
        SqliteConnection? held = null;
        PumpRig? rig = null;
        await using var pump = rig = new PumpRig(
            (_, _) =>
            {
                held ??= Hold(rig!.Database);
                return DeliveryResult.Done.Nothing;
            },
            faster: 20);
        await pump.Send("C0");
        await pump.Start();
        // Longer than a write waits, so that the note fails at least once.
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        held.ShouldNotBeNull();
        await held.DisposeAsync();
        await pump.Until(f => f.OutboxWaiting == 0);
        pump.Calls("C0").ShouldBe(1);
    }

    private static SqliteConnection Hold(string database)
    {
        var db = Outside.Open(database);
        db.Execute("begin exclusive");
        return db;
    }

    [Fact]
    public async Task A_digest_that_no_answer_comes_to_is_not_sent_again_and_one_that_is_answered_with_an_error_is()
    {
        var book = PolicyFileReader.Read(Encoding.UTF8.GetBytes(Town.Policy), new ChatHomes(Town.Team, null)).Book!;
        await using var pump = new PumpRig(
            (to, call) => to == "C0SILENT" ? new DeliveryResult.Trouble("time-out") { Silent = true } : to == "C0FAILS" && call < 3 ? Trouble : DeliveryResult.Done.Nothing,
            faster: 1_000, book);
        var week = new Notice.Digest(new DigestKey(new DigestScope.OfHouse(), DigestWeek.Of(Home.Friday10, NodaTime.DateTimeZone.Utc)));
        await pump.Send("C0SILENT", week);
        await pump.Send("C0FAILS", week);
        await pump.Send("C0OTHER");

        await pump.Start();
        await pump.Until(f => f.OutboxWaiting == 0);

        pump.Calls("C0SILENT").ShouldBe(1);
        pump.Calls("C0FAILS").ShouldBe(3);
        (await pump.Figures()).Parked.ShouldBe(0);
    }
}
