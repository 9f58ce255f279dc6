using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Offers;

/// <summary>Somebody else's reviews, offered. A unique key refuses a second open offer to one person.</summary>
internal sealed class OfferWriter(WriterConnection db)
{
    public const string Insert = """
        insert into offer (person, change_id, round, seat, holder, offered_at, until_at)
        values (@person, @change, @round, @seat, @holder, @at, @until) returning number
        """;

    public const string SetEnded = "update offer set ended = @how, ended_at = @now where number = @number and ended_at is null";

    public const string Purge = """
        delete from offer where number in (select number from offer where ended_at is not null and ended_at < @before order by ended_at limit @take)
        """;

    private readonly Statement _insert = db.Prepare(Insert);
    private readonly Statement _end = db.Prepare(SetEnded);
    private readonly Statement _newest = db.Prepare(OfferRow.Newest);
    private readonly Statement _openOf = db.Prepare(OfferRow.OpenOf);
    private readonly Statement _purge = db.Prepare(Purge);

    public Offer Add(Offer offer)
    {
        _insert
            .Bind(offer.Person.Value)
            .Bind(offer.Change.Number)
            .Bind(offer.Round)
            .Bind(offer.Seat)
            .Bind(offer.Holder.Value)
            .Bind(UnixTime.Of(offer.At))
            .Bind(UnixTime.NotBefore(offer.Until))
            .Step();
        var number = _insert.Long(0);
        // The row is there once the statement has run to its end.
        _insert.Step();
        _insert.Reset();
        return offer with { Number = number };
    }

    public Offer? OfferTo(PersonId person)
    {
        var newest = _newest.Bind(person.Value).Step() ? Row(_newest).ToOffer() : null;
        _newest.Reset();
        return newest;
    }

    public ImmutableArray<Offer> OffersOf(ChangeId change)
    {
        var open = ImmutableArray<Offer>.Empty;
        _openOf.Bind(change.Number);
        while (_openOf.Step())
            open = open.Add(Row(_openOf).ToOffer());
        _openOf.Reset();
        return open;
    }

    public void End(Offer offer, OfferEnd how, Instant now) =>
        _end.Bind(StoredName.Of(how)).Bind(UnixTime.Of(now)).Bind(offer.Number).Run();

    public int PurgeBefore(Instant before, int take) => _purge.Bind(UnixTime.Of(before)).Bind(take).Run();

    private static OfferRow Row(Statement at) => new(
        at.Long(0), at.Text(1), at.Long(2), at.Long(3), at.Long(4), at.Text(5), at.Long(6), at.Long(7), at.TextOrNull(8));
}
