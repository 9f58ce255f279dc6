using System.Globalization;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Sla;

namespace Countersign.Storage.Forms;

/// <summary>What a deadline concerns, as one text: <c>seat/12/1/1</c> (request, round, seat) or <c>person/ana</c>.</summary>
internal static class SubjectForm
{
    public static string Of(DeadlineSubject subject) => subject switch
    {
        DeadlineSubject.OfSeat s => string.Create(CultureInfo.InvariantCulture, $"seat/{s.Change.Number}/{s.Round}/{s.Seat}"),
        DeadlineSubject.OfPerson p => $"person/{p.Person}",
        _ => throw new InvalidOperationException($"No stored form for {subject.GetType().Name}."),
    };

    /// <exception cref="JsonException">The text is neither.</exception>
    public static DeadlineSubject Read(string text)
    {
        if (text.StartsWith("person/", StringComparison.Ordinal))
            return new DeadlineSubject.OfPerson(new PersonId(text["person/".Length..]));
        return text.Split('/') is ["seat", var change, var round, var seat]
            && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var roundNumber)
            && int.TryParse(seat, NumberStyles.None, CultureInfo.InvariantCulture, out var seatNumber)
                ? new DeadlineSubject.OfSeat(new ChangeId(number), roundNumber, seatNumber)
                : throw new JsonException($"“{text}” is no subject of a deadline");
    }
}
