using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Storage.Forms;
using NodaTime;

namespace Countersign.Storage.Requests;

/// <summary>
/// What a digest needs of a round. <paramref name="Turns"/> holds for each turn its side's first letter and when it began, the last one ends
/// at <paramref name="OverAt"/>: <c>n1700000000000r1700000060000</c>; <paramref name="Escalated"/> and <paramref name="HandedOn"/> hold instants with spaces between.
/// </summary>
/// <param name="FirstResponse">Milliseconds on the round's clock, as <paramref name="Decision"/>.</param>
internal sealed record RoundFactRow(
    long ChangeId, long Round, string Author, string Service, string? Tier, string AiTools, string? Calendar, long? FirstResponse, long? Decision,
    long BeganAt, string Turns, long? RespondedAt, long? BreachedAt, string? Verdict, long? DecidedAt, string? Ending, long? OverAt,
    string? Escalated, string? HandedOn)
{
    public const string Between = """
        select change_id as ChangeId, round as Round, author as Author, service as Service, tier as Tier, ai_tools as AiTools,
            calendar as Calendar, first_response as FirstResponse, decision as Decision, began_at as BeganAt, turns as Turns,
            responded_at as RespondedAt, breached_at as BreachedAt, verdict as Verdict, decided_at as DecidedAt, ending as Ending,
            over_at as OverAt, escalated as Escalated, handed_on as HandedOn
        from round_fact where change_id >= @from and change_id < @until order by change_id, round
        """;

    // The index alone tells which they are: a row is looked up only for those. Named, because without statistics the planner may walk the table.
    private const string Columns = """
        select r.change_id, r.round, r.author, r.service, r.tier, r.ai_tools, r.calendar, r.first_response, r.decision, r.began_at, r.turns,
            r.responded_at, r.breached_at, r.verdict, r.decided_at, r.ending, r.over_at, r.escalated, r.handed_on
        from round_fact k indexed by round_fact_week cross join round_fact r on r.change_id = k.change_id and r.round = k.round
        """;

    /// <summary>Those of a service that lasted into a time.</summary>
    public const string OverSince = Columns + " where k.service = @service and k.over_at >= @from and k.began_at < @until";

    public const string Open = Columns + " where k.service = @service and k.over_at is null and k.began_at < @until";

    public static RoundFactRow Of(RoundFacts r) => new(
        r.Change.Number, r.Round, r.Author.Value, r.Service.Value, r.Tier is { } tier ? StoredName.Of(tier) : null, r.AiTools,
        Text(r.Sla), Milliseconds(r.Sla?.FirstResponse), Milliseconds(r.Sla?.Decision),
        UnixTime.Of(r.Began), Text(r.Turns), UnixTime.Of(r.Responded), UnixTime.Of(r.Breached),
        r.Decided is { } decided ? StoredName.Of(decided.Verdict) : null, UnixTime.Of(r.Decided?.At),
        r.Ending is { } ending ? StoredName.Of(ending) : null, UnixTime.Of(r.Over), Text(r.Escalated), Text(r.HandedOn));

    /// <exception cref="JsonException">A cell can't be read: the record is damaged.</exception>
    public RoundFacts ToFacts() => new(
        new ChangeId(ChangeId), (int)Round, new PersonId(Author), new ServiceId(Service), Tier is null ? null : StoredName.Read<Tier>(Tier), AiTools,
        Calendar is null ? null : PlanOf(Calendar, FirstResponse ?? 0, Decision ?? 0),
        UnixTime.Read(BeganAt), ReadTurns(Turns, UnixTime.Read(OverAt)), UnixTime.Read(RespondedAt), UnixTime.Read(BreachedAt),
        DecidedAt is { } decided ? new Decision(StoredName.Read<Verdict>(Verdict ?? ""), UnixTime.Read(decided)) : null,
        Ending is null ? null : StoredName.Read<RoundEnding>(Ending), UnixTime.Read(OverAt), ReadInstants(Escalated), ReadInstants(HandedOn));

    private static long? Milliseconds(Duration? span) => (long?)span?.TotalMilliseconds;

    // Where the hours of a service's zone count, the zone stands behind: service_hours/Europe/Berlin.
    private static string? Text(SlaPlan? plan) => plan switch
    {
        null => null,
        { Zone: { } zone } => $"{StoredName.Of(plan.Calendar)}/{zone}",
        _ => StoredName.Of(plan.Calendar),
    };

    internal static SlaPlan PlanOf(string calendar, long first, long decision) => calendar.Split('/', 2) is [var name, .. var zone]
        ? new(Duration.FromMilliseconds(first), Duration.FromMilliseconds(decision), StoredName.Read<SlaCalendar>(name), []) { Zone = zone is [var id] ? id : null }
        : throw new JsonException($"“{calendar}” is no calendar");

    private static string Text(ImmutableArray<TurnSpan> turns)
    {
        var text = new StringBuilder(turns.Length * 14);
        foreach (var span in turns)
            text.Append(LetterOf(span.Turn)).Append(UnixTime.Of(span.From));
        return text.ToString();
    }

    private static string? Text(ImmutableArray<Instant> instants) =>
        instants.IsEmpty ? null : string.Join(' ', instants.Select(at => UnixTime.Of(at).ToString(CultureInfo.InvariantCulture)));

    private static char LetterOf(Turn turn) => turn switch { Turn.Reviewers => 'r', Turn.Nobody => 'n', _ => 'a' };

    private static Turn TurnOf(char letter) => letter switch
    {
        'r' => Turn.Reviewers,
        'n' => Turn.Nobody,
        'a' => Turn.Author,
        _ => throw new JsonException($"“{letter}” is nobody's turn"),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ImmutableArray<TurnSpan> ReadTurns(ReadOnlySpan<char> turns, Instant? over)
    {
        var spans = ImmutableArray.CreateBuilder<TurnSpan>(CountOf(turns));
        for (var at = 0; at < turns.Length;)
        {
            var end = End(turns, at);
            // A turn ends where the next begins.
            Instant? until = end < turns.Length ? UnixTime.Read(Number(turns[(end + 1)..End(turns, end)])) : over;
            spans.Add(new TurnSpan(TurnOf(turns[at]), UnixTime.Read(Number(turns[(at + 1)..end])), until));
            at = end;
        }

        return spans.DrainToImmutable();
    }

    // Where the turn that begins here ends in the text.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int End(ReadOnlySpan<char> turns, int at) => turns[(at + 1)..].IndexOfAnyExceptInRange('0', '9') is var to && to < 0 ? turns.Length : at + 1 + to;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ImmutableArray<Instant> ReadInstants(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return [];
        var instants = ImmutableArray.CreateBuilder<Instant>(text.Count(' ') + 1);
        foreach (var number in text.Split(' '))
            instants.Add(UnixTime.Read(Number(text[number])));
        return instants.DrainToImmutable();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountOf(ReadOnlySpan<char> turns)
    {
        var letters = 0;
        foreach (var character in turns)
            if (!char.IsAsciiDigit(character))
                letters++;
        return letters;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Number(ReadOnlySpan<char> digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new JsonException($"“{digits}” is no time");
}
