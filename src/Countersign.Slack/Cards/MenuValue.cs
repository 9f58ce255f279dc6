using Countersign.Core.Changes;
using Countersign.Core.Desk;
using NodaTime;

namespace Countersign.Slack.Cards;

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

/// <summary>What a button carries that puts a review off: for how long, and which.</summary>
public readonly record struct SnoozeValue(Duration Time, ButtonValue Button)
{
    public override string ToString() => $"{Snoozes.Carried(Time)}:{Button}";

    public static bool TryParse(string? text, out SnoozeValue value)
    {
        value = default;
        if ((text ?? "").Split(':', 3) is not [var minutes, var buttonText] || Snoozes.ReadCarried(minutes) is not { } time
            || !ButtonValue.TryParse(buttonText, out var button))
            return false;
        value = new SnoozeValue(time, button);
        return true;
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
