using Countersign.Core.Desk;
using Countersign.Core.Routing;
using Countersign.Storage.Forms;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Storage.People;

/// <summary>
/// What everybody did in the last days, for their load: as many rows as they voted on days, were asked today, or were away, however long
/// the record is.
/// </summary>
internal sealed class Workloads
{
    private static readonly Duration Days = Duration.FromDays(Workload.Days);

    // A day and a bit: a day of somebody in another zone may have begun so long ago.
    private static readonly Duration Lately = Duration.FromHours(26);

    private readonly Dictionary<string, long> _reviews;
    private readonly Dictionary<string, long> _begun;
    private readonly Dictionary<string, long?> _since;
    private readonly ILookup<string, Instant> _asked;
    private readonly ILookup<string, Interval> _away;

    public Workloads(SqliteConnection db, long now)
    {
        var at = UnixTime.Read(now);
        _reviews = db.Query<ReviewsRow>(ReviewsRow.Since, new { day = UnixTime.DayOf(at - Days) }).ToDictionary(r => r.Person, r => r.Reviews);
        _begun = db.Query<BegunRow>(BegunRow.All).ToDictionary(r => r.Person, r => r.Begun);
        _since = db.Query<SinceRow>(SinceRow.All).ToDictionary(r => r.Person, r => r.SinceAt);
        _asked = db.Query<AskedAtRow>(AskedAtRow.Since, new { since = UnixTime.Of(at - Lately) }).ToLookup(r => r.Person, r => UnixTime.Read(r.AskedAt));
        _away = db.Query<AbsenceRow>(AbsenceRow.Past, new { since = UnixTime.Of(at - Days), now }).ToLookup(r => r.Person, r => r.ToInterval());
    }

    public IEnumerable<string> Everybody => _reviews.Keys.Union(_since.Keys).Union(_asked.Select(a => a.Key)).Union(_away.Select(a => a.Key));

    public PersonState Complete(string person, PersonState state) => state with
    {
        Reviews = (int)_reviews.GetValueOrDefault(person),
        Begun = (int)_begun.GetValueOrDefault(person),
        Since = UnixTime.Read(_since.GetValueOrDefault(person)),
        AskedLately = [.. _asked[person]],
        PastAbsences = [.. _away[person]],
    };
}
