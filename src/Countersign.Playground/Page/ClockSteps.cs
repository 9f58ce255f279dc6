using System.Text.Json.Nodes;
using NodaTime;

namespace Countersign.Playground.Page;

/// <summary>The three ways in which the page moves the clock.</summary>
internal sealed class ClockSteps(Company company, PlaygroundClock clock, Backstage backstage, Trace trace)
{
    private static readonly LocalTime Morning = new(9, 0);

    /// <summary><c>as</c> and <c>step</c>: <c>15m</c>, <c>4h</c>, or <c>monday</c> for next Monday at nine in the person's own zone.</summary>
    public async Task<PageAnswer> Move(JsonObject said)
    {
        if (company.Seat(Json.Text(said["as"])) is not { } seat) return PageAnswer.NotThere("Nobody here has that id.");
        var step = Json.Text(said["step"]);
        if (step is not ("15m" or "4h" or "monday")) return PageAnswer.Unclear("The clock moves by 15m, by 4h or to monday.");

        var act = await trace.Begin(seat.Name, step == "monday" ? "moved the clock to next Monday 09:00" : $"moved the clock by {step}");
        try
        {
            if (step == "15m") clock.Advance(Duration.FromMinutes(15));
            else if (step == "4h") clock.Advance(Duration.FromHours(4));
            else clock.MoveTo(NextMonday(clock.Now, seat.Zone));
        }
        catch (ArgumentOutOfRangeException)
        {
            return PageAnswer.Gone("The playground's clock goes ten years ahead at most.");
        }
        backstage.ClockMoved();
        trace.End(act, null);
        return PageAnswer.Outcome("moved");
    }

    /// <summary>The first Monday after today at nine, where that hour is skipped the moment after it.</summary>
    internal static Instant NextMonday(Instant now, string zone)
    {
        var place = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        return place.AtLeniently(now.InZone(place).Date.Next(IsoDayOfWeek.Monday) + Morning).ToInstant();
    }
}
