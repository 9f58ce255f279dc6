using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Ports;

namespace Countersign.Host.Telemetry;

/// <summary>Attributes' values: short words from closed lists.</summary>
internal static class Names
{
    /// <summary><c>ChangesRequested</c> is <c>changes_requested</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.All.GetValueOrDefault(value, "other");

    /// <summary>What kind of message it is.</summary>
    public static string Of(Message message) => Word(message.GetType().Name);

    /// <summary>Every kind of message that there is.</summary>
    public static IEnumerable<string> Messages => typeof(Message).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Message))).Select(t => Word(t.Name));

    /// <summary>What becomes of a delivery where the platform refuses our credentials.</summary>
    public static string NotAllowed => Word(nameof(DeliveryResult.NotAllowed));

    public static string Of(DeliveryResult result) => Word(result.GetType().Name);

    public static string TierOf(ChangeRequest change) => change.Tier?.Word() ?? "unknown";

    /// <summary>The command that people gave, by the first event that it made; in the words that refusals have for it.</summary>
    public static string CommandOf(ChangeEvent first) => first switch
    {
        ChangeEvent.Submitted => "submit",
        ChangeEvent.Voted { Verdict: Verdict.Approved } => "approve",
        ChangeEvent.Voted { Verdict: Verdict.Denied } => "deny",
        ChangeEvent.Voted => "requestchanges",
        ChangeEvent.Claimed => "claimreview",
        ChangeEvent.Declined => "decline",
        ChangeEvent.Updated => "update",
        ChangeEvent.Withdrawn => "withdraw",
        ChangeEvent.Acknowledged => "acknowledge",
        ChangeEvent.Snoozed => "snooze",
        ChangeEvent.LookedAfter => "lookafter",
        ChangeEvent.Assigned { By: not null } or ChangeEvent.StoodDown { Why: StandDown.Reassigned } => "reassign",
        ChangeEvent.Assigned or ChangeEvent.StoodDown => "takeover",
        _ => "other",
    };

    private static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All =
            Enum.GetValues<T>().ToDictionary(v => v, v => Word(v.ToString()));
    }
}
