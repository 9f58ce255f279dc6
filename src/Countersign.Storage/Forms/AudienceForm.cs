using System.Globalization;
using System.Text.Json;
using Countersign.Core.Desk;
using Countersign.Core.People;

namespace Countersign.Storage.Forms;

/// <summary>Who a card is for, as one text: <c>team</c>, <c>reviewer/2/ana</c> (round) or <c>offered/7/ana</c> (number of the offer).</summary>
internal static class AudienceForm
{
    public static string Of(CardAudience audience) => audience switch
    {
        CardAudience.Team => "team",
        CardAudience.Reviewer r => string.Create(CultureInfo.InvariantCulture, $"reviewer/{r.Round}/{r.Person}"),
        CardAudience.Offered o => string.Create(CultureInfo.InvariantCulture, $"offered/{o.Offer}/{o.Person}"),
        _ => throw new InvalidOperationException($"No stored form for {audience.GetType().Name}."),
    };

    /// <exception cref="JsonException">The text is none of them.</exception>
    public static CardAudience Read(string text)
    {
        if (text == "team")
            return new CardAudience.Team();
        if (text.Split('/', 3) is not [var kind, var digits, var person] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new JsonException($"“{text}” is no audience");
        return kind switch
        {
            "reviewer" when number <= int.MaxValue => new CardAudience.Reviewer(new PersonId(person), (int)number),
            "offered" => new CardAudience.Offered(new PersonId(person), number),
            _ => throw new JsonException($"“{text}” is no audience"),
        };
    }
}
