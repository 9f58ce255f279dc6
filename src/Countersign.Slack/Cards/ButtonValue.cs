using System.Globalization;
using Countersign.Core.Changes;

namespace Countersign.Slack.Cards;

/// <summary>
/// What a button carries: which request, which round, the version that the card was drawn from, and the request's stamp. Never
/// authority: who may press is judged on every press.
/// </summary>
/// <param name="Stamp">None on cards from before there were stamps: the desk refuses these.</param>
public readonly record struct ButtonValue(ChangeId Change, int Round, long Version, RequestStamp Stamp)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Change.Number}.{Round}.{Version}{(Stamp == RequestStamp.None ? "" : ".")}{Stamp}");

    public static bool TryParse(string? text, out ButtonValue value)
    {
        value = default;
        var pieces = (text ?? "").Split('.', 5);
        var stamp = RequestStamp.None;
        if (pieces.Length is not (3 or 4)
            || !long.TryParse(pieces[0], NumberStyles.None, CultureInfo.InvariantCulture, out var change) || change < 1
            || !int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out var round) || round < 1
            || !long.TryParse(pieces[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1
            || (pieces.Length == 4 && !RequestStamp.TryParse(pieces[3], out stamp)))
            return false;
        value = new ButtonValue(new ChangeId(change), round, version, stamp);
        return true;
    }

    public static ButtonValue Of(ChangeRequest change) => new(change.Id, change.Round.Number, change.Version, change.Stamp);
}

/// <summary>What an entry of the More menu carries: what to do, and to which request.</summary>
public readonly record struct MenuValue(string Action, DeclineReason? Reason, ButtonValue Button)
{
    public override string ToString() => $"{Action}:{Reason?.ToString() ?? ""}:{Button}";

    public static bool TryParse(string? text, out MenuValue value)
    {
        value = default;
        if ((text ?? "").Split(':', 4) is not [var action, var reasonText, var buttonText]
            || !ButtonValue.TryParse(buttonText, out var button))
            return false;
        DeclineReason? reason = Enum.TryParse<DeclineReason>(reasonText, out var known) && Enum.IsDefined(known) ? known : null;
        value = new MenuValue(action, reason, button);
        return action == Ids.Details || (action == Ids.Decline && reason is not null);
    }
}

/// <summary>What a form remembers between its opening and its submission: the request, its round, and the card it came from.</summary>
public sealed record FormMemory(ButtonValue Button, string? ChannelId, string? MessageTs)
{
    public override string ToString() => $"{Button}|{ChannelId}|{MessageTs}";

    public static bool TryParse(string? text, out FormMemory memory)
    {
        memory = null!;
        if ((text ?? "").Split('|', 4) is not [var buttonText, var channel, var ts] || !ButtonValue.TryParse(buttonText, out var button))
            return false;
        memory = new FormMemory(button, channel.Length == 0 ? null : channel, ts.Length == 0 ? null : ts);
        return true;
    }
}
