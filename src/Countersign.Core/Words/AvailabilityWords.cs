using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>When somebody can be asked, as their own page says it. Why a platform says that they can't well be is said to nobody else.</summary>
public static class AvailabilityWords
{
    public static Sentence Of(Reply.Home home, PolicyBook policy)
    {
        var (person, state, now) = (home.Person, home.State, home.Now);
        if (!Reviewers.Reviews(policy, person))
            return OwnTime.NeverAsked;
        var calendar = state.CalendarOf(person);
        var hours = $"Hours: {calendar.Hours.Words} ({person.Zone.Id}). ";
        var limit = state.LimitOf(person) is { } most ? $" At most {most} at once." : "";
        if (state.Contact.Reachable(person) is null)
            return Sentence.Of($"{hours}I could not message you, so I don't ask you until you open this page again or say {new Typed("/signoff back")}.");
        if (calendar.AbsenceAt(now) is { } away)
            return Sentence.Of($"{hours}You are away until {away.End}; {new Typed("/signoff back")} ends it.{limit}");
        var said = LastToEnd(home.Presences, calendar, now);
        if (said is { Spell.IsAway: true })
            return Sentence.Of($"{hours}{Said(said, home.OthersRead)}{limit}");
        return calendar.NextOpen(now) switch
        {
            { } open when open == now => Sentence.Of($"{hours}I can ask you now.{limit}{(said is null ? Sentence.Empty : Sentence.Of($" {Said(said, home.OthersRead)}"))}"),
            { } later => Sentence.Of($"{hours}I can ask you from {later}.{limit}"),
            null => Sentence.Of($"{hours}These hold no working time, so I can't ask you."),
        };
    }

    // Away before busy. What lies outside their hours, such as a nightly do-not-disturb, changes nothing and is not worth a word.
    private static Presence? LastToEnd(ImmutableArray<Presence> presences, Calendar calendar, Instant now) => presences
        .Where(p => p.Spell is { } spell && calendar.Free(now, spell.Time.End).Any())
        .OrderByDescending(p => p.Spell!.IsAway)
        .ThenByDescending(p => p.Spell!.Time.End)
        .FirstOrDefault();

    private static Sentence Said(Presence presence, bool othersRead)
    {
        var spell = presence.Spell!;
        if (othersRead)
            return Sentence.Of($"I count you as {(spell.IsAway ? "away" : "busy")} until {spell.Time.End}. Ask me in our own chat and I say why.");
        var (reason, counts) = (PresenceWords.Reason(spell.Reason), spell.IsAway ? "away" : "busy");
        var says = spell.EndIsSaid
            ? Sentence.Of($"{presence.Platform.ToString()} says that you are {reason} until {spell.Time.End}, so I count you as {counts} until then")
            : Sentence.Of($"{presence.Platform.ToString()} says that you are {reason}, without an end, so I count you as {counts} until {spell.Time.End}");
        var effect = spell.IsAway ? "I don't ask you before" : "I ask others first";
        return Sentence.Of($"{says}: {effect}. If that is wrong, change it in {presence.Platform.ToString()}, which I see within minutes, or say {new Typed("/signoff back")}.");
    }
}
