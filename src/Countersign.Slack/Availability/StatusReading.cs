using Countersign.Core.Desk;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Availability;

/// <summary>
/// What Slack's own suggestions for a status mean, and a do-not-disturb that holds now. Anything else means nothing: nobody's own words
/// are read, and nothing is guessed.
/// </summary>
public static class StatusReading
{
    /// <summary>How long somebody who named no end is busy, from when it was seen first.</summary>
    public static readonly Duration AssumedBusy = Duration.FromMinutes(60);

    // Far beyond any status; what Slack's client can't set is not believed.
    private static readonly Duration Longest = Duration.FromDays(400);

    public static PresenceReason? ReasonOf(string? emoji) => emoji switch
    {
        ":palm_tree:" => PresenceReason.Vacationing,
        ":face_with_thermometer:" => PresenceReason.OutSick,
        ":spiral_calendar_pad:" or ":calendar:" => PresenceReason.InMeeting,
        ":bus:" => PresenceReason.Commuting,
        _ => null,
    };

    /// <param name="zone">Whose day ends, for somebody who is away and named no end.</param>
    /// <param name="before">What their status meant when it was seen before; null when it meant nothing.</param>
    /// <returns>Null when the status means nothing, or is over.</returns>
    public static Spell? Status(SlackPerson person, DateTimeZone zone, Spell? before, Instant now)
    {
        if (ReasonOf(person.StatusEmoji) is not { } reason)
            return null;
        var named = person.StatusExpiration == 0 ? null : Moment(person.StatusExpiration, now);
        if (person.StatusExpiration != 0 && (named is null || named <= now))
            return null;
        var same = before is not null && before.Reason == reason && before.EndIsSaid == named is not null && (named is null || named == before.Time.End);
        var start = same ? Instant.Min(before!.Time.Start, now) : now;
        var end = named ?? (reason is PresenceReason.Vacationing or PresenceReason.OutSick
            ? zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant()
            : start + AssumedBusy);
        // Kept when it is over, so that the same status does not begin again.
        return new Spell(reason, new Interval(start, end), EndIsSaid: named is not null);
    }

    /// <returns>Null when no do-not-disturb holds now.</returns>
    public static Spell? Quiet(QuietWindow window, Instant now) =>
        window.Enabled && Moment(window.Start, now) is { } start && Moment(window.End, now) is { } end && start <= now && now < end
            ? new Spell(PresenceReason.DoNotDisturb, new Interval(start, end), EndIsSaid: true)
            : null;

    private static Instant? Moment(long unixSeconds, Instant now) =>
        unixSeconds > 0 && unixSeconds < (now + Longest).ToUnixTimeSeconds() ? Instant.FromUnixTimeSeconds(unixSeconds) : null;
}
