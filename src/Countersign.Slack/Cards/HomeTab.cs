using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The app's Home: what waits for me, what I asked for, and when I can be asked.</summary>
public static class HomeTab
{
    public const int MostEach = 20;

    /// <summary>The heading of what the policy asks.</summary>
    internal const string PolicyAsks = "What the policy asks";

    private const int MostServices = 10;
    private const int ServiceMax = 1_000;

    public static HomeView For(Reply.Home home, Draw draw)
    {
        var blocks = new List<Block>
        {
            new Header(new PlainText($"Hello {Graphemes.Clip(draw.NameOf(home.Person.Id), 60)}")),
            new Actions([new Button(new PlainText(FormWords.NewTitle), Ids.New) { Style = ButtonStyle.Primary, Value = "new" }])
            {
                BlockId = "home.new",
            },
            Draw.Small(draw.MarkupText(AvailabilityWords.Of(home, draw.Policy))),
            new Header(new PlainText("Waiting for me")),
        };
        AddList(blocks, home.Queue, "Nothing waits for you.", draw);
        blocks.Add(new Header(new PlainText("My requests")));
        AddList(blocks, home.Mine, "You have not asked for a sign-off yet.", draw);
        if (!home.Free.IsEmpty)
        {
            blocks.Add(new Header(new PlainText(FreeWords.Heading)));
            blocks.AddRange(Replies.Lines([.. home.Free.Select(f => draw.MarkupText(f))], firstMatter: true));
        }

        blocks.Add(new Header(new PlainText(PolicyAsks)));
        blocks.AddRange(PolicyWords.ServicesOf(draw.Policy, home.Person, MostServices).Select(s => Draw.Small(draw.MarkupText(s, ServiceMax))));
        return new HomeView(blocks);
    }

    public static HomeView ForStranger(Draw draw) => new(
    [
        new Header(new PlainText("Countersign")),
        new Section(draw.Markup(ReplyWords.ForStranger)),
    ]);

    public static HomeView ForInactive(Draw draw) => new(
    [
        new Header(new PlainText("Countersign")),
        new Section(draw.Markup(ReplyWords.ForInactive)),
    ]);

    private static void AddList(List<Block> blocks, Listed listed, string none, Draw draw)
    {
        if (listed.Shown.IsEmpty)
            blocks.Add(new Section(new Mrkdwn(none)));
        foreach (var change in listed.Shown.Take(MostEach))
        {
            var value = ButtonValue.Of(change).ToString();
            blocks.Add(new Section(
                new Mrkdwn(RequestText.Line(change, listed.DetailOf(change), draw)),
                Accessory: new Button(new PlainText(CardWords.Details), Ids.Details) { Value = value, AccessibilityLabel = $"Details of {change.Id}" }));
            if (change.Status is Status.ChangesRequested && change.Author == listed.Reader)
                blocks.Add(new Actions([new Button(new PlainText(CardWords.Update), Ids.Update) { Value = value, AccessibilityLabel = $"Update {change.Id}" }]));
        }

        if (listed.Missing(Math.Min(MostEach, listed.Shown.Length)) is { } missing)
            blocks.Add(Draw.Small(missing));
    }
}
