using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Rotas;

/// <summary>Overrides, offers to swap, and who was told to be on, inside a transaction.</summary>
internal sealed class RotaWriter(WriterConnection db) : IRotaWork
{
    public const string Insert = """
        insert into rota_override (rotation, person, start_at, end_at, made_by, made_at) values (@rotation, @person, @start, @end, @by, @at)
        """;

    public const string Delete = "delete from rota_override where id = @id";

    public const string Upsert = """
        insert into swap_offer (id, rotation, asker, asked, start_at, end_at, lapses_at, made_at, outcome, ended_at)
        values (@id, @rotation, @asker, @asked, @start, @end, @lapses, @made, @outcome, @ended)
        on conflict (id) do update set outcome = excluded.outcome, ended_at = excluded.ended_at where outcome is null
        """;

    public const string Copy = """
        insert into posted_offer (platform, tenant, channel, message_id, offer)
        values (@platform, @tenant, @channel, @message, @offer) on conflict do nothing
        """;

    public const string Told = "select person, at from on_duty where rotation = @rotation";

    public const string Tell = """
        insert into on_duty (rotation, person, at) values (@rotation, @person, @at)
        on conflict (rotation) do update set person = excluded.person, at = excluded.at
        """;

    public const string PurgeOverrides = """
        delete from rota_override where id in (select id from rota_override where end_at < @before order by end_at limit @take)
        """;

    public const string PurgeCopies = """
        delete from posted_offer where offer in (select id from swap_offer where outcome is not null and ended_at < @before order by ended_at limit @take)
        """;

    public const string PurgeOffers = """
        delete from swap_offer where id in (select id from swap_offer where outcome is not null and ended_at < @before order by ended_at limit @take)
        """;

    private readonly Statement _overrides = db.Prepare(OverrideRow.NotOverOf);
    private readonly Statement _insert = db.Prepare(Insert);
    private readonly Statement _delete = db.Prepare(Delete);
    private readonly Statement _offer = db.Prepare(SwapRow.Of);
    private readonly Statement _openBy = db.Prepare(SwapRow.OpenBy);
    private readonly Statement _upsert = db.Prepare(Upsert);
    private readonly Statement _copy = db.Prepare(Copy);
    private readonly Statement _told = db.Prepare(Told);
    private readonly Statement _tell = db.Prepare(Tell);
    private readonly Statement[] _purges = [db.Prepare(PurgeOverrides), db.Prepare(PurgeCopies), db.Prepare(PurgeOffers)];

    public ImmutableArray<RotaOverride> Overrides(RotationId rotation, Instant now)
    {
        var found = ImmutableArray.CreateBuilder<RotaOverride>();
        _overrides.Bind(rotation.Value).Bind(UnixTime.Of(now));
        while (_overrides.Step())
            found.Add(new OverrideRow(
                _overrides.Long(0), _overrides.Text(1), _overrides.Text(2), _overrides.Long(3), _overrides.Long(4), _overrides.Text(5), _overrides.Long(6)).ToOverride());
        _overrides.Reset();
        return found.DrainToImmutable();
    }

    public void Add(RotaOverride made) => _insert
        .Bind(made.Rotation.Value)
        .Bind(made.Person.Value)
        .Bind(UnixTime.Of(made.From))
        .Bind(UnixTime.NotBefore(made.Until))
        .Bind(made.MadeBy.Value)
        .Bind(UnixTime.Of(made.MadeAt))
        .Run();

    public void Remove(RotaOverride made) => _delete.Bind(made.Id).Run();

    public SwapOffer? Find(SwapId offer) => Offers(_offer.Bind(offer.Value)) is [var one] ? one : null;

    public ImmutableArray<SwapOffer> OpenBy(PersonId asker) => Offers(_openBy.Bind(asker.Value));

    /// <exception cref="InvalidOperationException">It has ended already: an offer ends once.</exception>
    public void Keep(SwapOffer offer)
    {
        var kept = _upsert
            .Bind(offer.Id.Value)
            .Bind(offer.Rotation.Value)
            .Bind(offer.Asker.Value)
            .Bind(offer.Asked.Value)
            .Bind(UnixTime.Of(offer.From))
            .Bind(UnixTime.NotBefore(offer.Until))
            .Bind(UnixTime.NotBefore(offer.Lapses))
            .Bind(UnixTime.Of(offer.MadeAt))
            .Bind(offer.End is { } end ? StoredName.Of(end.Outcome) : null)
            .Bind(UnixTime.Of(offer.End?.At))
            .Run();
        if (kept != 1)
            throw new InvalidOperationException($"The offer {offer.Id} has ended already.");
    }

    public void Posted(PostedOffer copy) => _copy
        .Bind(StoredName.Of(copy.Place.Platform))
        .Bind(copy.Place.Tenant)
        .Bind(copy.Place.ChannelId)
        .Bind(copy.MessageId)
        .Bind(copy.Offer.Value)
        .Run();

    public OnDuty? OnDuty(RotationId rotation)
    {
        var told = _told.Bind(rotation.Value).Step()
            ? new OnDuty(_told.TextOrNull(0) is { } person ? new PersonId(person) : null, UnixTime.Read(_told.Long(1)))
            : null;
        _told.Reset();
        return told;
    }

    public void SetOnDuty(RotationId rotation, OnDuty told) => _tell
        .Bind(rotation.Value)
        .Bind(told.Person?.Value)
        .Bind(UnixTime.Of(told.At))
        .Run();

    public int PurgeBefore(Instant before, int take) => _purges.Sum(purge => purge.Bind(UnixTime.Of(before)).Bind(take).Run());

    private static ImmutableArray<SwapOffer> Offers(Statement found)
    {
        var offers = ImmutableArray.CreateBuilder<SwapOffer>();
        while (found.Step())
            offers.Add(new SwapRow(
                found.Text(0), found.Text(1), found.Text(2), found.Text(3), found.Long(4), found.Long(5), found.Long(6), found.Long(7),
                found.TextOrNull(8), found.LongOrNull(9)).ToOffer());
        found.Reset();
        return offers.DrainToImmutable();
    }
}
