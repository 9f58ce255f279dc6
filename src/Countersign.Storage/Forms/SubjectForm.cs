using System.Globalization;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Sla;

namespace Countersign.Storage.Forms;

/// <summary>
/// What a deadline concerns, as one text: <c>seat/12/1/1</c> (request, round, seat), <c>round/12/1</c>, <c>asked/12/1/1/ana</c>, <c>person/ana</c>,
/// <c>rotation/duty</c>, <c>task/clean_up</c>, <c>digest/team/payments</c>, <c>digest/house</c>, or <c>swap/</c> and the offer's id.
/// </summary>
internal static class SubjectForm
{
    public static string Of(DeadlineSubject subject) => subject switch
    {
        DeadlineSubject.OfSeat s => string.Create(CultureInfo.InvariantCulture, $"seat/{s.Change.Number}/{s.Round}/{s.Seat}"),
        DeadlineSubject.OfRound r => string.Create(CultureInfo.InvariantCulture, $"round/{r.Change.Number}/{r.Round}"),
        DeadlineSubject.OfAsked a => string.Create(CultureInfo.InvariantCulture, $"asked/{a.Change.Number}/{a.Round}/{a.Seat}/{a.Person}"),
        DeadlineSubject.OfPerson p => $"person/{p.Person}",
        DeadlineSubject.OfRotation r => $"rotation/{r.Rotation}",
        DeadlineSubject.OfTask t => $"task/{StoredName.Of(t.Task)}",
        DeadlineSubject.OfDigest d => $"digest/{d.Scope}",
        DeadlineSubject.OfSwap s => $"swap/{s.Offer}",
        _ => throw new InvalidOperationException($"No stored form for {subject.GetType().Name}."),
    };

    /// <exception cref="JsonException">The text is none of these.</exception>
    public static DeadlineSubject Read(string text)
    {
        if (text.StartsWith("person/", StringComparison.Ordinal))
            return new DeadlineSubject.OfPerson(new PersonId(text["person/".Length..]));
        if (text.StartsWith("rotation/", StringComparison.Ordinal))
            return new DeadlineSubject.OfRotation(new RotationId(text["rotation/".Length..]));
        if (text.StartsWith("swap/", StringComparison.Ordinal))
            return new DeadlineSubject.OfSwap(new SwapId(text["swap/".Length..]));
        if (text.StartsWith("digest/", StringComparison.Ordinal))
            return new DeadlineSubject.OfDigest(DigestScope.Read(text["digest/".Length..]) ?? throw new JsonException($"“{text}” is nobody's digest"));
        if (text.StartsWith("task/", StringComparison.Ordinal))
            return new DeadlineSubject.OfTask(StoredName.Read<RecurringTask>(text["task/".Length..]));
        if (text.Split('/') is ["round", var ofChange, var ofRound]
            && long.TryParse(ofChange, NumberStyles.None, CultureInfo.InvariantCulture, out var changeNumber)
            && int.TryParse(ofRound, NumberStyles.None, CultureInfo.InvariantCulture, out var wholeRound))
            return new DeadlineSubject.OfRound(new ChangeId(changeNumber), wholeRound);
        // Somebody's id may hold a slash.
        return text.Split('/', 5) is [var kind, var change, var round, var seat, .. var person]
            && (kind, person.Length) is ("seat", 0) or ("asked", 1)
            && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var roundNumber)
            && int.TryParse(seat, NumberStyles.None, CultureInfo.InvariantCulture, out var seatNumber)
                ? person is [var asked]
                    ? new DeadlineSubject.OfAsked(new ChangeId(number), roundNumber, seatNumber, new PersonId(asked))
                    : new DeadlineSubject.OfSeat(new ChangeId(number), roundNumber, seatNumber)
                : throw new JsonException($"“{text}” is no subject of a deadline");
    }
}
