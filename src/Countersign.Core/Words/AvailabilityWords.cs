using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>When somebody can be asked, as their own page says it.</summary>
public static class AvailabilityWords
{
    public static Sentence Of(Person person, PersonState state, PolicyBook policy, Instant now)
    {
        if (!Reviewers.Reviews(policy, person))
            return OwnTime.NeverAsked;
        var calendar = state.CalendarOf(person);
        var hours = $"Hours: {calendar.Hours.Words} ({person.Zone.Id}). ";
        var limit = state.LimitOf(person) is { } most ? $" At most {most} at once." : "";
        if (state.Contact.Reachable(person) is null)
            return Sentence.Of($"{hours}I could not message you, so I don't ask you until you open this page again or say {new Typed("/signoff back")}.");
        if (calendar.AbsenceAt(now) is { } away)
            return Sentence.Of($"{hours}You are away until {away.End}; {new Typed("/signoff back")} ends it.{limit}");
        return calendar.NextOpen(now) switch
        {
            { } open when open == now => Sentence.Of($"{hours}I can ask you now.{limit}"),
            { } later => Sentence.Of($"{hours}I can ask you from {later}.{limit}"),
            null => Sentence.Of($"{hours}These hold no working time, so I can't ask you."),
        };
    }
}
