using System.Globalization;
using System.Text.Json;
using Countersign.Core.Desk;
using Countersign.Core.People;

namespace Countersign.Storage.Forms;

/// <summary>Who a card is for, as one text: <c>team</c> or <c>reviewer/2/ana</c>.</summary>
internal static class AudienceForm
{
    public static string Of(CardAudience audience) => audience switch
    {
        CardAudience.Team => "team",
        CardAudience.Reviewer r => string.Create(CultureInfo.InvariantCulture, $"reviewer/{r.Round}/{r.Person}"),
        _ => throw new InvalidOperationException($"No stored form for {audience.GetType().Name}."),
    };

    /// <exception cref="JsonException">The text is neither.</exception>
    public static CardAudience Read(string text)
    {
        if (text == "team")
            return new CardAudience.Team();
        return text.Split('/', 3) is ["reviewer", var round, var person]
            && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new CardAudience.Reviewer(new PersonId(person), number)
                : throw new JsonException($"“{text}” is no audience");
    }
}
