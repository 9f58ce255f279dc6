using Countersign.Core.Words;

namespace Countersign.Slack.Cards;

internal static class Emoji
{
    public static string Of(Mark mark) => mark switch
    {
        Mark.Waiting => ":hourglass_flowing_sand:",
        Mark.Assigned => ":inbox_tray:",
        Mark.InReview => ":eyes:",
        Mark.ChangesRequested => ":pencil2:",
        Mark.Approved => ":white_check_mark:",
        Mark.Denied => ":no_entry:",
        Mark.Recorded => ":memo:",
        Mark.Overdue => ":alarm_clock:",
        Mark.News => ":information_source:",
        _ => ":leftwards_arrow_with_hook:",
    };
}
