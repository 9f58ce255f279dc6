using System.Security.Cryptography;
using System.Text;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Names an offer on its buttons: 16 lower-case hex digits, made of the command that made it, so that none comes twice, after a restored backup neither.</summary>
public readonly record struct SwapId(string Value)
{
    private const int Length = 16;

    public override string ToString() => Value;

    public static SwapId Of(ReceiptKey receipt, Instant now) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"swap:{receipt.Value}:{now.ToUnixTimeTicks()}")))[..Length]);

    public static bool TryParse(string? text, out SwapId id)
    {
        id = new SwapId(text ?? "");
        return text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);
    }
}

public enum SwapOutcome
{
    Taken,
    Refused,
    Withdrawn,

    /// <summary>Its time began, or it was not answered for too long.</summary>
    Lapsed,

    /// <summary>When it was taken, there was nothing left of it to take: somebody else was put on, say.</summary>
    Moot,
}

/// <param name="Outcome">How an offer ended; once.</param>
public sealed record SwapEnd(SwapOutcome Outcome, Instant At);

/// <summary>Somebody asks somebody else to take a time of theirs. Nobody is moved before it is taken.</summary>
/// <param name="Lapses">When it ends by itself.</param>
/// <param name="End">Null while it is open.</param>
public sealed record SwapOffer(
    SwapId Id, RotationId Rotation, PersonId Asker, PersonId Asked, Instant From, Instant Until, Instant Lapses, Instant MadeAt, SwapEnd? End = null)
{
    public static readonly Duration Longest = Duration.FromDays(3);

    public bool Touches(Instant from, Instant until) => From < until && from < Until;

    /// <summary>An offer of a time that is still to come lapses when it begins; one of a time that runs, when it ends; each after three days at the latest.</summary>
    public static Instant LapseOf(Instant from, Instant until, Instant now) => Instant.Min(from > now ? from : until, now + Longest);
}

/// <summary>Where a copy of an offer's message stands.</summary>
/// <param name="MessageId">The platform's id of the message within its channel.</param>
public sealed record PostedOffer(SwapId Offer, ChatPlace Place, string MessageId);
