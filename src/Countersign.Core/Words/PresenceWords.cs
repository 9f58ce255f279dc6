using Countersign.Core.Desk;

namespace Countersign.Core.Words;

/// <summary>What a platform says of somebody's time, for them and for operators. Nobody else reads it.</summary>
public static class PresenceWords
{
    /// <summary>"Slack says: in a meeting, until 12:00."; empty when it says nothing that matters.</summary>
    public static Sentence Of(Presence presence) => presence.Spell switch
    {
        null => Sentence.Empty,
        { EndIsSaid: true } spell => Sentence.Of($"{presence.Platform.ToString()} says: {Reason(spell.Reason)}, until {spell.Time.End}."),
        { } spell => Sentence.Of($"{presence.Platform.ToString()} says: {Reason(spell.Reason)}, without an end."),
    };

    internal static string Reason(PresenceReason reason) => reason switch
    {
        PresenceReason.DoNotDisturb => "in do-not-disturb",
        PresenceReason.InMeeting => "in a meeting",
        PresenceReason.Commuting => "commuting",
        PresenceReason.Vacationing => "on vacation",
        PresenceReason.OutSick => "out sick",
        _ => throw new InvalidOperationException($"No words for {reason}."),
    };
}
