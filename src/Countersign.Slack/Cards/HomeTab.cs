using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Cards;

/// <summary>The app's Home: what waits for me, what I asked for, and when I can be asked.</summary>
public static class HomeTab
{
    public const int MostEach = 20;

    public static HomeView For(
        Person person, PersonState state, Listed queue, Listed mine, Draw draw, Instant now)
    {
        var blocks = new List<Block>
        {
            new Header(new PlainText($"Hello {Mrkdwn.Clip(draw.NameOf(person.Id), 60)}")),
            new Actions([new Button(new PlainText("Ask for a sign-off"), Ids.New) { Style = ButtonStyle.Primary, Value = "new" }])
            {
                BlockId = "home.new",
            },
            Draw.Small(draw.MarkupText(Availability(person, state, draw.Policy, now))),
            new Header(new PlainText("Waiting for me")),
        };
        AddList(blocks, queue, "Nothing waits for you.", draw);
        blocks.Add(new Header(new PlainText("My requests")));
        AddList(blocks, mine, "You have not asked for a sign-off yet.", draw);
        return new HomeView(blocks);
    }

    public static HomeView ForStranger() => new(
    [
        new Header(new PlainText("Countersign")),
        new Section(new Mrkdwn(
            "I don't know you yet: your account is not on the roster in the policy file. Ask an operator to add you.")),
    ]);

    public static HomeView ForInactive() => new(
    [
        new Header(new PlainText("Countersign")),
        new Section(new Mrkdwn("The roster marks you as not active, so I don't ask you and take nothing from you. If that is wrong, ask an operator.")),
    ]);

    private static Sentence Availability(Person person, PersonState state, PolicyBook policy, Instant now)
    {
        if (!Reviewers.Reviews(policy, person))
            return OwnTime.NeverAsked;
        var calendar = state.CalendarOf(person);
        var hours = $"Hours: {calendar.Hours.Words} ({person.Zone.Id}). ";
        var limit = state.LimitOf(person) is { } most ? $" At most {most} at once." : "";
        if (state.Unreachable is not null)
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

    private static void AddList(List<Block> blocks, Listed listed, string none, Draw draw)
    {
        if (listed.Shown.IsEmpty)
            blocks.Add(new Section(new Mrkdwn(none)));
        foreach (var change in listed.Shown.Take(MostEach))
        {
            var value = ButtonValue.Of(change).ToString();
            blocks.Add(new Section(
                new Mrkdwn(RequestText.Line(change, listed.Reader, draw)),
                Accessory: new Button(new PlainText("Details"), Ids.Details) { Value = value, AccessibilityLabel = $"Details of {change.Id}" }));
            if (change.Status is Status.ChangesRequested && change.Author == listed.Reader)
                blocks.Add(new Actions([new Button(new PlainText("Update…"), Ids.Update) { Value = value, AccessibilityLabel = $"Update {change.Id}" }]));
        }

        if (listed.Missing(Math.Min(MostEach, listed.Shown.Length)) is { } missing)
            blocks.Add(Draw.Small(missing));
    }
}
