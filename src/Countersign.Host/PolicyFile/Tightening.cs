using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Host.PolicyFile;

/// <summary>Refuses what would make a team's rule looser than the organisation's, and names both lines.</summary>
internal sealed class Tightening(YamlMap section)
{
    public Ruled<int> Fewer(string key, Ruled<int> own, Ruled<int> organisation) =>
        Unless(key, own.Value < organisation.Value, own, $"{own.Value} is fewer than", $"{organisation.Value}", organisation.At);

    public Ruled<Level> Lower(string key, Ruled<Level> own, Ruled<Level> organisation) =>
        Unless(key, own.Value < organisation.Value, own, $"{LevelWords.Of(own.Value)} is lower than", LevelWords.Of(organisation.Value), organisation.At);

    public Ruled<bool> Off(string key, Ruled<bool> own, Ruled<bool> organisation) =>
        Unless(key, organisation.Value && !own.Value, own, "false is less than", "true", organisation.At);

    public Ruled<Duration> Longer(string key, Ruled<Duration> own, Ruled<Duration> organisation) =>
        Unless(key, own.Value > organisation.Value, own, $"{Times.Exact(own.Value)} is longer than", Times.Exact(organisation.Value), organisation.At);

    public Ruled<SlaCalendar> Hours(string key, Ruled<SlaCalendar> own, Ruled<SlaCalendar> organisation) =>
        Unless(
            key, organisation.Value == SlaCalendar.AroundTheClock && own.Value != SlaCalendar.AroundTheClock, own, $"{Word(own.Value)} waits longer than", "around_the_clock", organisation.At);

    private static string Word(SlaCalendar calendar) => SlaSection.Calendars.First(c => c.Value == calendar).Key;

    public static string Where(PolicyLine at) => at.Line > 0 ? $"line {at.Line}" : "built in";

    private Ruled<T> Unless<T>(string key, bool looser, Ruled<T> own, string says, string theirs, PolicyLine at)
    {
        if (looser)
            section.Error(key, $"{says} the organisation's {theirs} ({Where(at)}); a team may only tighten");
        return own;
    }
}
