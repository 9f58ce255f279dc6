using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Each status has an emoji and, where a card has a head, a colour. Its word always stands beside them.</summary>
internal static class Marks
{
    public static string Emoji(Mark mark) => mark switch
    {
        Mark.Waiting => "⏳",
        Mark.Assigned => "📥",
        Mark.InReview => "👀",
        Mark.ChangesRequested => "✏️",
        Mark.Approved => "✅",
        Mark.Denied => "⛔",
        Mark.Recorded => "📝",
        Mark.Overdue => "⏰",
        Mark.News => "ℹ️",
        _ => "↩️",
    };

    public static ContainerStyle Style(Mark mark) => mark switch
    {
        Mark.Approved => ContainerStyle.Good,
        Mark.Denied => ContainerStyle.Attention,
        Mark.ChangesRequested => ContainerStyle.Warning,
        Mark.Assigned or Mark.InReview => ContainerStyle.Accent,
        _ => ContainerStyle.Emphasis,
    };
}
