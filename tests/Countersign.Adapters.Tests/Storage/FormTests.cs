using System.Text;
using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using Countersign.Storage.Forms;
using NodaTime;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Storage.Ledgerland;

namespace Countersign.Adapters.Tests.Storage;

public sealed class FormTests
{
    [Fact]
    public void Events_come_back_as_they_were_stored()
    {
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var happened = Some.Event(random);
            var bytes = EventForm.Of(happened);
            var again = EventForm.Read(EventForm.KindOf(happened), bytes);
            again.GetType().ShouldBe(happened.GetType());
            EventForm.Of(again).ShouldBe(bytes);
            Plain(again).ShouldBe(Plain(happened));
        }
    }

    [Fact]
    public void A_field_from_another_version_is_skipped()
    {
        var random = new Random(2);
        for (var i = 0; i < 500; i++)
        {
            var happened = Some.Event(random);
            var json = JsonNode.Parse(EventForm.Of(happened))!.AsObject();
            json["from_the_future"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
            Plain(EventForm.Read(EventForm.KindOf(happened), Encoding.UTF8.GetBytes(json.ToJsonString()))).ShouldBe(Plain(happened));
        }
    }

    [Fact]
    public async Task Answers_and_notices_come_back_as_they_were_stored()
    {
        await using var temporary = new TemporaryStore();
        var words = Sentence.Of($"{Kim.Id} “said” <no> at {Monday} on {new ChangeId(7)}: {new Typed("/signoff")} 👋");
        var answer = new Answer(false, words, new ChangeId(7), true);
        await temporary.Write(w => w.Keep(new ReceiptKey("k"), answer, Monday));
        (await temporary.Write(w => w.FindReceipt(new ReceiptKey("k")))).ShouldBe(answer);

        Notice[] notices =
        [
            new Notice.Card(new ChangeId(1), new CardAudience.Team()), new Notice.Card(new ChangeId(1), new CardAudience.Reviewer(new PersonId("a/b"), 2)),
            new Notice.Note(new ChangeId(1), 12), new Notice.NobodyToAsk(new ChangeId(3)), new Notice.ForOperators(words),
            new Notice.ForLead(words), new Notice.Duty(words), new Notice.Swap(new SwapId("0123456789abcdef")),
            new Notice.Reminder(new ChangeId(1), 2, new PersonId("a/b")),
            new Notice.Digest(new DigestKey(DigestScope.House, DigestWeek.Read("2026-W53")!.Value)),
            new Notice.Digest(new DigestKey(new DigestScope.OfTeam(new TeamId("payments.team")), DigestWeek.Read("2027-w1")!.Value)),
            new Notice.Offered(new ChangeId(1), new PersonId("a/b"), 7), new Notice.Card(new ChangeId(1), new CardAudience.Offered(new PersonId("a/b"), 7)),
        ];
        foreach (var notice in notices)
        {
            var (kind, body) = NoticeForm.Of(notice);
            NoticeForm.Read(kind, body).ShouldBe(notice);
        }
    }

    [Fact]
    public void Subjects_of_deadlines_come_back_as_they_were_stored()
    {
        DeadlineSubject[] subjects =
        [
            new DeadlineSubject.OfPerson(new PersonId("x/y")), new DeadlineSubject.OfSeat(new ChangeId(12), 3, 2), new DeadlineSubject.OfAsked(new ChangeId(12), 3, 2, new PersonId("x/y")),
            new DeadlineSubject.OfRotation(new RotationId("payments.duty")), new DeadlineSubject.OfSwap(new SwapId("0123456789abcdef")), new DeadlineSubject.OfTask(RecurringTask.CleanUp), new DeadlineSubject.OfRound(new ChangeId(12), 3),
            new DeadlineSubject.OfDigest(new DigestScope.OfTeam(new TeamId("payments.team"))),
        ];
        subjects.Select(s => s.GetType()).ShouldBe(typeof(DeadlineSubject).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(DeadlineSubject))), ignoreOrder: true);
        foreach (var subject in subjects)
            SubjectForm.Read(SubjectForm.Of(subject)).ShouldBe(subject);
    }

    // Records with arrays compare by reference, so their parts are written out.
    private static string Plain(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Submitted e => $"{e with { Seats = default, Draft = null! }}{Plain(e.Draft)}{string.Join(',', e.Seats)}",
        ChangeEvent.Updated e => $"{e with { Seats = default, Draft = null! }}{Plain(e.Draft)}{string.Join(',', e.Seats)}",
        ChangeEvent.Waited e => $"{e with { Report = null! }}{Plain(e.Report)}",
        ChangeEvent.Assigned e => $"{e with { Report = null }}{(e.Report is null ? "" : Plain(e.Report))}",
        _ => happened.ToString(),
    };

    private static string Plain(Draft d) => $"{d with { CoAuthors = default }}{d.Link.Repository}{string.Join(',', d.CoAuthors)}";

    private static string Plain(RoutingReport r) =>
        $"{string.Join(',', r.Candidates)}|{string.Join(',', r.PassedOver)}|{r.NextChance}|{Exact(r.NextChance)}";

    private static string Exact(Instant? at) => at is { } instant ? instant.ToUnixTimeTicks().ToString() : "";
}
