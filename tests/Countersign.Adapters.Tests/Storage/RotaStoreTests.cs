using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Storage;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>What is kept of rotations: overrides, offers to swap, and who was told to be on.</summary>
public sealed class RotaStoreTests
{
    private static readonly RotationId Duty = new("payments-duty");
    private static readonly RotaOverride Friday = new(0, Duty, Kim.Id, At(60), At(120), Lee.Id, At(1));
    private static readonly SwapOffer Offer = new(new SwapId("00112233445566aa"), Duty, Lee.Id, Kim.Id, At(60), At(120), At(60), At(1));

    private static Instant At(int minutes) => Instant.FromUtc(2026, 3, 2, 10, 0) + Duration.FromMinutes(minutes);

    [Fact]
    public async Task Overrides_are_read_until_they_are_over_and_can_be_taken_away()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w =>
        {
            w.Rota.Add(Friday);
            w.Rota.Add(Friday with { Rotation = new RotationId("other"), Until = At(121) });
        });
        await temporary.Restart();

        var kept = await temporary.Store.Overrides(At(119));
        kept.Select(o => o with { Id = 0 }).ShouldBe([Friday, Friday with { Rotation = new RotationId("other"), Until = At(121) }], ignoreOrder: true);
        (await temporary.Write(w => w.Rota.Overrides(Duty, At(119)))).ShouldHaveSingleItem().Person.ShouldBe(Kim.Id);
        (await temporary.Store.Overrides(At(120))).ShouldHaveSingleItem().Rotation.Value.ShouldBe("other");
        await temporary.Write(w => w.Rota.Remove(kept.Single(o => o.Rotation == Duty)));
        (await temporary.Store.Overrides(Monday)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_offer_ends_once()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w => w.Rota.Keep(Offer));
        (await temporary.Store.OpenSwaps()).ShouldBe([Offer]);
        (await temporary.Write(w => w.Rota.OpenBy(Lee.Id))).ShouldBe([Offer]);
        (await temporary.Write(w => w.Rota.OpenBy(Kim.Id))).ShouldBeEmpty();

        var taken = Offer with { End = new SwapEnd(SwapOutcome.Taken, At(9)) };
        await temporary.Write(w => w.Rota.Keep(taken));

        await Should.ThrowAsync<InvalidOperationException>(() => temporary.Write(w => w.Rota.Keep(Offer with { End = new SwapEnd(SwapOutcome.Refused, At(10)) })));
        await temporary.Restart();
        (await temporary.Store.Find(Offer.Id)).ShouldBe(taken);
        (await temporary.Write(w => w.Rota.Find(Offer.Id))).ShouldBe(taken);
        (await temporary.Store.OpenSwaps()).ShouldBeEmpty();
        (await temporary.Store.Find(new SwapId("ffffffffffffffff"))).ShouldBeNull();
    }

    [Fact]
    public async Task Copies_and_who_was_told_are_remembered()
    {
        await using var temporary = new TemporaryStore();
        var copy = new PostedOffer(Offer.Id, new ChatPlace(Platform.Teams, "tenant", "a:1"), "1763");
        await temporary.Write(w =>
        {
            w.Rota.Posted(copy);
            w.Rota.Posted(copy);
            w.Rota.SetOnDuty(Duty, new OnDuty(Kim.Id, At(1)));
            w.Rota.SetOnDuty(new RotationId("nobodys"), new OnDuty(null, At(2)));
            w.Rota.SetOnDuty(Duty, new OnDuty(Lee.Id, At(3)));
        });

        (await temporary.Store.Copies(Offer.Id)).ShouldBe([copy]);
        (await temporary.Write(w => w.Rota.OnDuty(Duty))).ShouldBe(new OnDuty(Lee.Id, At(3)));
        (await temporary.Write(w => w.Rota.OnDuty(new RotationId("nobodys")))).ShouldBe(new OnDuty(null, At(2)));
        (await temporary.Write(w => w.Rota.OnDuty(new RotationId("unknown")))).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_long_over_is_removed_and_what_is_open_stays()
    {
        await using var temporary = new TemporaryStore();
        var ended = Offer with { Id = new SwapId("00112233445566bb"), End = new SwapEnd(SwapOutcome.Lapsed, At(60)) };
        await temporary.Write(w =>
        {
            w.Rota.Add(Friday);
            w.Rota.Keep(Offer);
            w.Rota.Keep(ended);
            w.Rota.Posted(new PostedOffer(ended.Id, new ChatPlace(Platform.Slack, "T", "D1"), "1"));
            w.Purge(At(121), 10);
        });

        (await temporary.Write(w => w.Rota.Overrides(Duty, Monday))).ShouldBeEmpty();
        (await temporary.Store.Find(ended.Id)).ShouldBeNull();
        (await temporary.Store.Copies(ended.Id)).ShouldBeEmpty();
        (await temporary.Store.Find(Offer.Id)).ShouldBe(Offer);
    }

    [Fact]
    public async Task Requests_that_wait_for_somebody_are_counted_once_each()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w =>
        {
            w.Submit(After(1), new(Payments, Level.Senior), new(Payments, Level.Senior));
            w.Assign(w.Submit(After(2)), Kim, After(3));
        });

        (await temporary.Store.Waiting([Payments, new("docs")])).ShouldBe(1);
        (await temporary.Store.Waiting([new("docs")])).ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_of_the_ledger_names_whom_it_concerns_by_a_commitment()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Write(w => w.Record("rota_swapped", "payments-duty 2026-11-20T0800Z 2026-11-21T0800Z", Context(Of(Kim), After(1)), Lee.Id));

        var entry = (await temporary.Store.LedgerAfter(0, 9)).ShouldHaveSingleItem().Entry;
        (await temporary.Store.Behind([entry.Person!, entry.Assignee!])).Values.ShouldBe([Kim.Id, Lee.Id]);
        using var record = SqliteRecord.OpenReadOnly(temporary.Path);
        record.Audit().Findings.ShouldBeEmpty();
    }
}
