using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>A record with every kind of row in it: two rounds, two seats, votes, claims, refusals, an accepted policy.</summary>
internal static class Story
{
    public static void Tell(IWork work)
    {
        var policy = Encoding.UTF8.GetBytes("roster: []\n");
        work.AcceptPolicy(Digest(policy), "roster", policy, 0, Monday);

        var approved = work.Submit(After(1));
        work.Assign(approved, Kim, After(2));
        work.Decide(approved, new Command.ClaimReview(Of(Kim), 1, Duration.FromMinutes(30)), After(3));
        work.Decide(approved, new Command.RequestChanges(Of(Kim), 1, "Add a test."), After(4));
        work.Decide(approved, new Command.Update(Of(Ana), 1, Draft("Second try"), Asks([new(Payments, Level.Senior)])), After(5));
        work.Assign(approved, Kim, After(6));
        work.Decide(approved, new Command.Approve(Of(Ana), 2, VoteStanding.Sound), After(7));
        work.Decide(approved, new Command.Approve(Of(Kim), 2, VoteStanding.Sound), After(8));

        var open = work.Submit(After(9), new(Payments, Level.Senior), new(Payments, Level.Mid));
        work.Assign(open, Lee, After(10));
        work.Decide(open, new Command.Decline(Of(Lee), 1, DeclineReason.Overloaded), After(11));
        work.Assign(open, Kim, After(12));
        work.Decide(open, new Command.ClaimReview(Of(Kim), 1, Duration.FromMinutes(30)), After(13));

        var denied = work.Submit(After(14));
        work.Assign(denied, Kim, After(15));
        work.Decide(denied, new Command.Deny(Of(Kim), 1, "No."), After(16));

        var withdrawn = work.Submit(After(17));
        work.Decide(withdrawn, new Command.Withdraw(Of(Ana)), After(18));
        work.Record("started", "for the test", Context(Actor.Bot.Instance, After(19)));

        work.Keep(new ReceiptKey("key"), Answer.Done(approved), After(20));
        work.Send(new Outgoing(KimsMessages, new Notice.Note(open, 2)), After(20));
        work.Add(new Offer(0, Ana.Id, open, 1, 2, Kim.Id, After(20), After(50)));
        work.Schedule(new Deadline(DeadlineKind.Route, new DeadlineSubject.OfSeat(open, 1, 2), After(30)));
    }

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
