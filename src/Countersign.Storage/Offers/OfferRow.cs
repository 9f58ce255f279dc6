using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Offers;

internal sealed record OfferRow(
    long Number, string Person, long ChangeId, long Round, long Seat, string Holder, long OfferedAt, long UntilAt, string? Ended)
{
    private const string Columns = """
        select number as Number, person as Person, change_id as ChangeId, round as Round, seat as Seat, holder as Holder,
               offered_at as OfferedAt, until_at as UntilAt, ended as Ended
        from offer
        """;

    public const string Find = Columns + " where number = @number";

    public const string Of = Columns + " where person = @person order by number";

    public const string Newest = Columns + " where person = @person order by number desc limit 1";

    public const string OpenOf = Columns + " where change_id = @change and ended_at is null order by number";

    public Offer ToOffer() => new(
        Number, new PersonId(Person), new ChangeId(ChangeId), (int)Round, (int)Seat, new PersonId(Holder), UnixTime.Read(OfferedAt), UnixTime.Read(UntilAt))
    {
        Ended = Ended is null ? null : StoredName.Read<OfferEnd>(Ended),
    };
}
