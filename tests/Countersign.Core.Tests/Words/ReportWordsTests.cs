using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Tests.Changes;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Words;

/// <summary>When somebody is reminded is said of them as long as it is so.</summary>
public sealed class ReportWordsTests
{
    private const string Looks = "Without a sign I remind from Tue 17 Nov 2026 10:30";
    private static readonly PersonId Lee = new("lee");
    private static readonly RoutingReport Report = new([new Ranked(Lee, 0, null, false) { Expected = Now + Duration.FromMinutes(30) }], [], null)
    {
        Timers = new RoutingTimers(Now + Duration.FromMinutes(30), Now + Duration.FromMinutes(60)),
    };

    [Fact]
    public void As_long_as_whoever_is_asked_gave_no_sign() => Said().ShouldContain(Looks);

    [Fact]
    public void Not_once_they_gave_one() => Without(new ChangeEvent.Acknowledged(1, 1, Lee, Now));

    [Fact]
    public void Not_once_they_are_on_it() => Without(Cases.Claims("lee"));

    [Fact]
    public void Not_once_they_were_on_it_and_are_asked_still() => Without(Cases.Claims("lee"), new ChangeEvent.ClaimLapsed(1, 1, Lee, Now));

    [Fact]
    public void Not_once_they_put_it_off() => Without(new ChangeEvent.Snoozed(1, 1, Lee, Now + Duration.FromMinutes(15), Now));

    [Fact]
    public void Not_once_they_were_reminded() => Without(new ChangeEvent.Reminded(1, 1, Lee, Now));

    [Fact]
    public void Not_once_it_is_decided() => Without(Cases.Votes("lee", Verdict.Approved, settles: true));

    [Fact]
    public void Why_somebody_has_it_no_more_is_said_in_the_same_words_on_their_card_and_in_the_history()
    {
        var moved = new ChangeEvent.StoodDown(1, 1, Lee, StandDown.Rescued, Now);
        const string Words = "(somebody else can get to it sooner)";
        CopyStanding.Of(Cases.Make(1, Cases.Asks("lee"), moved), new Core.Desk.CardAudience.Reviewer(Lee, 1)).Detail.Plain(Book()).ShouldContain(Words);
        History.Of([moved]).Single().Plain(Book()).ShouldContain(Words);
    }

    private static void Without(params ChangeEvent[] happened)
    {
        var said = Said(happened);
        said.ShouldContain("Verdict expected");
        said.ShouldNotContain("remind");
    }

    private static string Said(params ChangeEvent[] happened) =>
        ReplyWords.Why(Cases.Make(1, [Cases.Asks("lee") with { Report = Report }, .. happened]), Book(Person("ana")))[0].Plain(Book(Person("lee")));
}
