using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

/// <summary>Requests in every state, made of events by hand: also with two seats, and with two people asked for one.</summary>
internal static class Cases
{
    public static readonly ChangeId Id = new(12);
    public static readonly RoutingReport NoReport = new([], [], null);

    public static ChangeRequest Make(int seats, params ChangeEvent[] after) => ChangeHistory.Fold(
        Id, [new ChangeEvent.Submitted(new PersonId("ana"), Draft("cora"), Seats(seats), Now), .. after]);

    public static ChangeEvent.Assigned Asks(string who, int seat = 1, int round = 1) =>
        new(round, seat, new PersonId(who), null, null, null, null, Now);

    public static ChangeEvent.Claimed Claims(string who, int seat = 1) => new(1, seat, new PersonId(who), Now + Duration.FromHours(2), Now);

    public static ChangeEvent[] Votes(string who, Verdict verdict, bool settles, int seat = 1) =>
    [
        new ChangeEvent.Voted(1, seat, new PersonId(who), verdict, "why", Now),
        .. settles ? [new ChangeEvent.RoundSettled(1, verdict, new PersonId(who), "why", Now)] : Array.Empty<ChangeEvent>(),
    ];

    /// <summary>Lee and mia have it in turn, each taken off for the same reason.</summary>
    public static ChangeEvent[] GoesRound(int times, StandDown why) =>
    [
        .. Enumerable.Range(0, times).SelectMany(n => ((ChangeEvent[])[Asks(Turn(n)), new ChangeEvent.StoodDown(1, 1, new PersonId(Turn(n)), why, Now)])),
        Asks(Turn(times)),
    ];

    private static string Turn(int n) => n % 2 == 0 ? "lee" : "mia";

    /// <summary>Asked for one seat unless the name says otherwise: lee (and dora, who was demoted since; iris, inactive; nora, elsewhere now).</summary>
    public static IEnumerable<(string Name, ChangeRequest Change)> States()
    {
        ChangeEvent[] asked = [Asks("lee"), Asks("dora"), Asks("iris"), Asks("nora")];
        yield return ("waiting", Make(1));
        yield return ("assigned", Make(1, asked));
        yield return ("claimed by lee", Make(1, [.. asked, Claims("lee")]));
        yield return ("claimed by another asked for the seat", Make(1, [.. asked, Claims("dora")]));
        yield return ("two seats", Make(2, [.. asked, Asks("raj", 2)]));
        yield return ("two seats, the other claimed", Make(2, [.. asked, Asks("raj", 2), Claims("raj", 2)]));
        yield return ("two seats, the other filled", Make(2, [.. asked, Asks("raj", 2), .. Votes("raj", Verdict.Approved, false, 2)]));
        yield return ("two seats, one filled", Make(2, [.. asked, Asks("raj", 2), .. Votes("lee", Verdict.Approved, false)]));
        yield return ("changes requested", Make(1, [.. asked, .. Votes("lee", Verdict.ChangesRequested, true)]));
        yield return ("approved", Make(1, [.. asked, .. Votes("lee", Verdict.Approved, true)]));
        yield return ("denied", Make(1, [.. asked, .. Votes("lee", Verdict.Denied, true)]));
        yield return ("withdrawn", Make(1, [.. asked, new ChangeEvent.Withdrawn(1, new PersonId("ana"), Now)]));
        yield return ("looked at by lee", Make(1, [.. asked, new ChangeEvent.Acknowledged(1, 1, new PersonId("lee"), Now)]));
        yield return ("lee reminded", Make(1, [.. asked, new ChangeEvent.Reminded(1, 1, new PersonId("lee"), Now)]));
        yield return ("moved as often as may be", Make(1, GoesRound(4, StandDown.NotAcknowledged)));
        yield return ("rescued as often as may be", Make(1, GoesRound(3, StandDown.Rescued)));
        yield return ("second round", Make(1,
        [
            .. asked, .. Votes("lee", Verdict.ChangesRequested, true),
            new ChangeEvent.Updated(2, new PersonId("ana"), Draft("cora"), Seats(1), Now), Asks("lee", round: 2), Asks("dora", round: 2),
        ]));
    }

    public static IEnumerable<(string Name, Actor Actor)> Actors()
    {
        yield return ("author", Member(Person("ana")));
        yield return ("co-author", Member(Person("cora")));
        yield return ("asked", Member(Person("lee")));
        yield return ("asked for the second seat", Member(Person("raj")));
        yield return ("not asked", Member(Person("kim")));
        yield return ("too junior", Member(Person("june", Level.Mid)));
        yield return ("unknown level", Member(Person("ursa", Level.Unknown)));
        yield return ("demoted after being asked", Member(Person("dora", Level.Mid)));
        yield return ("inactive", Member(Person("iris", active: false)));
        yield return ("no longer covering", Member(Person("nora") with { Primary = [Docs] }));
        yield return ("stranger", new Actor.Stranger(new ChatIdentity(Platform.Slack, "T1", "U-x")));
        yield return ("outsider", new Actor.Outsider(new ChatIdentity(Platform.Slack, "T9", "U-lee")));
        yield return ("bot", Actor.Bot.Instance);
    }

    public static IEnumerable<Command> Commands(Actor by, int? round, int current)
    {
        yield return new Command.Submit(by, by is Actor.Member m ? m.Person.Id : default, Draft(), World.Asks(1));
        yield return new Command.Approve(by, round, VoteStanding.Sound);
        foreach (var reason in (string?[])[null, " ", "It loses money.", new string('x', ReviewDesk.ReasonMax), new string('x', ReviewDesk.ReasonMax + 1)])
        {
            yield return new Command.Deny(by, round, reason);
            yield return new Command.RequestChanges(by, round, reason);
            foreach (var mayMove in (bool[])[true, false])
                yield return new Command.Reassign(by, mayMove, Person("mia"), null, reason);
        }

        yield return new Command.ClaimReview(by, round, Duration.FromHours(1));
        yield return new Command.Decline(by, round, DeclineReason.Conflict);
        yield return new Command.Acknowledge(by, round);
        for (var seat = 0; seat <= 3; seat++)
        {
            foreach (var (offered, limit) in ((bool, int?)[])[(true, null), (false, null), (true, 2)])
                yield return new Command.TakeOver(by, round, seat, offered, limit, null, Duration.FromHours(1));
            foreach (var from in (string[])["lee", "raj", "kim"])
            {
                yield return new Command.Remind(by, round ?? current, seat, new PersonId(from));
                foreach (var to in (string[])["mia", "ana", "raj"])
                    foreach (var why in (StandDown[])[StandDown.NotAcknowledged, StandDown.Rescued, StandDown.Taken])
                        yield return new Command.Move(by, round ?? current, seat, new PersonId(from), why, Person(to), null, NoReport);
            }
        }

        yield return new Command.Update(by, round ?? current, Draft(), World.Asks(1));
        yield return new Command.Withdraw(by);
        foreach (var to in (Person[])[Person("ana"), Person("cora"), Person("lee"), Person("raj"), Person("june", Level.Mid), Person("iris", active: false), Person("nora") with { Primary = [Docs] }])
        {
            yield return new Command.Reassign(by, true, to, null, "busy");
            for (var seat = 1; seat <= 2; seat++)
                yield return new Command.Assign(by, round ?? current, seat, to, null, NoReport);
            yield return new Command.TakeOff(by, to.Id, StandDown.Unreachable);
        }

        yield return new Command.Assign(by, round ?? current, 1, null, null, NoReport);
        yield return new Command.LapseClaim(by, round ?? current, 1);
    }

    public static ImmutableArray<int?> Rounds(int current) => [null, current, current - 1, current + 1];
}
