using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using NodaTime;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>Everything this bot draws in Teams, by name.</summary>
internal sealed class TeamsDrawings(Material material)
{
    private const string Long = "-long";
    private static readonly Material Plain = new();
    private static readonly CardAudience Team = new CardAudience.Team();
    private static readonly ImmutableArray<string> Readers = ["29:1bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5H2qQ960rtvstKp8tKLl-3r8b6DoW0QxZimuTxk_kupZ1DBMpvIQQUAZL"];
    private readonly Cast _cast = new(material);

    public TeamsDrawings() : this(Plain)
    {
    }

    /// <summary>The kinds of answers that have been drawn.</summary>
    public HashSet<Type> Answered { get; } = [];

    public IEnumerable<(string Name, object Drawn)> All => Undrawn.Select(d => (d.Name, d.Draw()));

    /// <summary>The same, each to be drawn when it is wanted.</summary>
    public IEnumerable<(string Name, Func<object> Draw)> Undrawn => [.. Cards(), .. NotesToPeople(), .. Dialogs(), .. Answers()];

    /// <summary>Those that repeat what others draw.</summary>
    public static bool IsLong(string name) => name.EndsWith(Long, StringComparison.Ordinal);

    public static AdaptiveCard CardOf(object drawn) => drawn switch
    {
        TeamsMessage message => message.Card,
        Dialog dialog => dialog.Card,
        AdaptiveCard card => card,
        _ => throw new ArgumentException($"No card in {drawn.GetType().Name}."),
    };

    /// <summary>The card with what is said beside it.</summary>
    public static byte[] Json(object drawn)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            if (drawn is TeamsMessage message)
                json.WriteString("summary", message.Summary);
            if (drawn is Dialog dialog)
                json.WriteString("title", dialog.Title);
            json.WritePropertyName("card");
            json.WriteRawValue(CardJson.ToUtf8(CardOf(drawn)));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private Draw Draw => new(_cast.Policy, personalChat: true);

    private Draw Channel => new(_cast.Policy, personalChat: false);

    private IEnumerable<(string Name, Func<object> Draw)> Cards()
    {
        object team(Cast.Story story) => RequestCard.For(story.Change, Team, Channel, Readers);
        object lee(Cast.Story story, int round = 1) => RequestCard.For(story.Change, new CardAudience.Reviewer(Cast.Lee, round), Draw, []);
        yield return ("card-fresh-team", () => RequestCard.For(_cast.Fresh.Change, Team, Channel, []));
        yield return ("card-waiting-team", () => RequestCard.For(_cast.Waiting.Change, Team, Channel, []));
        yield return ("card-stuck-team", () => RequestCard.For(_cast.Stuck.Change, Team, Channel, []));
        yield return ("card-assigned-reviewer", () => lee(_cast.AssignedNow));
        yield return ("card-plain-reviewer", () => lee(_cast.SecondRound with { Change = Unguarded }, 2));
        yield return ("card-assigned-team", () => team(_cast.AssignedNow));
        yield return ("card-assigned-team-for-its-reader", () => RequestCard.ForReader(_cast.AssignedNow.Change, Cast.Lee, Channel, Readers));
        yield return ("card-assigned-team-for-somebody-else", () => RequestCard.ForReader(_cast.AssignedNow.Change, Cast.Kim, Channel, Readers));
        yield return ("card-long-link-reviewer", () => lee(_cast.AssignedNow with { Change = WithLongLink }));
        yield return ("card-long-link-team", () => team(_cast.AssignedNow with { Change = WithLongLink }));
        yield return ("card-destructive-reviewer", () => lee(_cast.Destructive));
        yield return ("card-in-review-reviewer", () => lee(_cast.InReview));
        yield return ("card-in-review-team", () => team(_cast.InReview));
        yield return ("card-handed-on-reviewer", () => lee(_cast.Reassigned));
        yield return ("card-declined-reviewer", () => lee(_cast.Declined));
        yield return ("card-asked-again-old-copy", () => RequestCard.Moved(_cast.AssignedNow.Change, Draw));
        yield return ("card-old-round-approved-reviewer", () => lee(_cast.SecondRoundApproved));
        yield return ("card-changes-requested-reviewer", () => lee(_cast.ChangesRequested));
        yield return ("card-changes-requested-team", () => RequestCard.For(_cast.ChangesRequested.Change, Team, Channel, []));
        yield return ("card-old-round-reviewer", () => lee(_cast.SecondRound));
        yield return ("card-second-round-reviewer", () => lee(_cast.SecondRound, 2));
        yield return ("card-approved-reviewer", () => lee(_cast.Approved));
        yield return ("card-approved-team", () => team(_cast.Approved));
        yield return ("card-denied-team", () => team(_cast.Denied));
        yield return ("card-withdrawn-team", () => team(_cast.Withdrawn));
        yield return ("card-evidence-reviewer", () => lee(_cast.Shown));
        yield return ("card-clean-scan-team", () => team(_cast.Clean));
        yield return ("card-recorded-team", () => RequestCard.For(_cast.Recorded.Change, Team, Channel, []));
        yield return ("card-two-seats-reviewer", () => lee(_cast.TwoSeats));
        yield return ("card-half-approved-team", () => team(_cast.HalfApproved));
        yield return ("card-half-approved-who-has", () => lee(_cast.HalfApproved));
        yield return ("card-half-approved-who-is-asked", () => RequestCard.For(_cast.HalfApproved.Change, new CardAudience.Reviewer(Cast.Kim, 1), Draw, []));
        yield return ("card-both-approved-team", () => team(_cast.BothApproved));
        yield return ("card-voided-reviewer", () => lee(_cast.Voided));
        yield return ("card-two-asked-team", () => team(_cast.TwoAsked));
        yield return ("card-moved-reviewer", () => lee(_cast.Moved));
        yield return ("card-rescued-reviewer", () => lee(_cast.Rescued));
        yield return ("card-taken-reviewer", () => lee(_cast.Taken));
        yield return ("card-taken-team", () => team(_cast.Taken));
        yield return ("card-overdue-reviewer", () => lee(_cast.Overdue));
        yield return ("card-overdue-team", () => team(_cast.Overdue));
        yield return ("card-expired-team", () => team(_cast.Expired));
        yield return ("card-overdue-approved-team", () => team(_cast.OverdueApproved));
        yield return ("card-old-record-reviewer", () => lee(_cast.OldRound));
        yield return ("card-unavailable", () => RequestCard.Unavailable(RefusalWords.Of(new Refusal.OtherRequest(new ChangeId(12)), _cast.Policy), Channel));
    }

    private IEnumerable<(string Name, Func<object> Draw)> NotesToPeople()
    {
        object note(Cast.Story story) => Notes.ToAuthor(story.Change, story.Last, Draw);
        yield return ("note-waiting", () => note(_cast.Waiting));
        yield return ("note-stuck", () => note(_cast.Stuck));
        yield return ("note-assigned", () => note(_cast.AssignedNow));
        yield return ("note-reassigned", () => note(_cast.Reassigned));
        yield return ("note-approved", () => note(_cast.Approved));
        yield return ("note-denied", () => note(_cast.Denied));
        yield return ("note-changes-requested", () => note(_cast.ChangesRequested));
        yield return ("note-both-approved", () => note(_cast.BothApproved));
        yield return ("note-voided", () => note(_cast.Voided));
        yield return ("note-moved", () => note(_cast.Moved));
        yield return ("note-rescued", () => note(_cast.Rescued));
        yield return ("note-taken", () => Notes.ToAuthor(_cast.Taken.Change, _cast.Taken.Events[^2], Draw));
        yield return ("note-reminder", () => Notes.Reminder(_cast.Reminded.Change, Cast.Lee, Draw));
        yield return ("note-reminder-put-off", () => Notes.Reminder(_cast.PutOff.Change, Cast.Lee, Draw));
        yield return ("ping-reviewer", () => Notes.Ping(_cast.Reminded.Change, Cast.Lee, Draw));
        yield return ("ping-lead", () => Notes.Ping(_cast.Overdue.Change, Cast.Mo, Draw));
        yield return ("ping-lead-in-thread", () => Notes.Mentioning(_cast.Overdue.Change, Cast.Mo, "29:mo", Channel));
        yield return ("ping-channel", () => Notes.Ping(_cast.Overdue.Change, null, Channel));
        yield return ("ping-nobody-asked", () => Notes.Ping(_cast.Stuck.Change, Cast.Mo, Draw));
        yield return ("ping-nobody-asked-channel", () => Notes.Ping(_cast.Stuck.Change, null, Channel));
        yield return ("offer", () => Notes.Offered(_cast.AssignedNow.Change, Cast.Offered(), Draw));
        yield return ("offer-long-wait", () => Notes.Offered(_cast.LookedAfter.Change, Cast.Offered(), Draw));
        foreach (var end in Enum.GetValues<OfferEnd>())
            yield return ($"offer-{end.ToString().ToLowerInvariant()}", () => Notes.Offered(
                end switch { OfferEnd.Taken => _cast.Taken.Change, OfferEnd.Begun => _cast.InReview.Change, _ => _cast.AssignedNow.Change }, Cast.Offered(end), Draw));
        yield return ("note-nobody-to-ask", () => Notes.NobodyToAsk(_cast.Stuck.Change, Draw));
        yield return ("swap-open", () => SwapCard.Of(Cast.Swap(), Draw));
        foreach (var outcome in Enum.GetValues<SwapOutcome>())
            yield return ($"swap-{outcome.ToString().ToLowerInvariant()}", () => SwapCard.Of(Cast.Swap(outcome), Draw));
        yield return ("note-on-duty", () => SwapCard.Duty(RotaWords.YouAreOn(new RotationId("payments-duty"), Cast.Start, 3), Draw));
        yield return ("note-swap-refused", () => SwapCard.Duty(SwapWords.ToAsker(Cast.Swap(SwapOutcome.Refused)), Draw));
        yield return ("note-operators", () => Notes.ForOperators(Sentence.Of($"The policy file was not taken, so the one before stays in force. {material.Reason}"), Channel));
        yield return ("note-lead", () => Notes.ForLead(Sentence.Of($"I could not message {Cast.Lee}. {material.Reason}"), Draw));
        yield return ("digest", () => DigestCard.Of(CastDigest.Full(material), Channel));
        yield return ("digest-quiet", () => DigestCard.Of(CastDigest.Quiet(material), Channel));
        yield return ("private-word", () => Replies.Say(RefusalWords.Of(new Refusal.AlreadySettled(Outcome.Denied, Cast.Lee, Cast.Start), _cast.Policy), Channel));
        yield return ("welcome", () => Replies.Welcome(null, Draw));
        yield return ("welcome-stranger", () => Replies.Welcome(ReplyWords.ForStranger, Channel));
    }

    private IEnumerable<(string Name, Func<object> Draw)> Dialogs()
    {
        var change = _cast.AssignedNow.Change;
        var missing = Sentence.Text("Please give a reason: the author needs to know what to do next.");
        FieldError[] errors =
        [
            new(DraftField.Service, $"“{Graphemes.Clip(material.Title, 40)}” is not in the policy file any more. Choose another service, or ask an operator to add it."),
            new(DraftField.Rollback, "This deletes, recreates or migrates something: say how you would roll it back, or that you can't."),
        ];
        yield return ("form-new", () => SubmitForm.New(FormWords.Prefill(null, _cast.Policy), _cast.Policy, []));
        yield return ("form-new-from-link", () => SubmitForm.New(FormWords.Prefill(material.Link.AbsoluteUri, _cast.Policy), _cast.Policy, []));
        yield return ("form-new-errors", () => SubmitForm.New(
            FormWords.Prefill(_cast.Destructive.Change) with { Service = "gone", Rollback = null }, _cast.Policy, errors));
        yield return ("form-update", () => SubmitForm.Update(_cast.ChangesRequested.Change, null, _cast.Policy, []));
        yield return ("form-update-destructive", () => SubmitForm.Update(_cast.Destructive.Change, null, _cast.Policy, []));
        yield return ("form-update-errors", () => SubmitForm.Update(
            _cast.Destructive.Change, FormWords.Prefill(_cast.Destructive.Change) with { Rollback = " ", Title = material.Reason }, _cast.Policy, errors));
        yield return ("form-update-evidence", () => SubmitForm.Update(_cast.Shown.Change, null, _cast.Policy, []));
        yield return ("form-update-evidence-asked-nowhere", () => SubmitForm.Update(
            _cast.Shown.Change, null, Cast.AsksNothing(_cast.Policy), [new FieldError(DraftField.Paths, "Name the files or folders that it touches.")]));
        yield return ("form-deny", () => ReasonForms.Reason(change, Verdict.Denied, null, null, Draw));
        yield return ("form-request-changes", () => ReasonForms.Reason(change, Verdict.ChangesRequested, material.Reason, missing, Draw));
        yield return ("form-reassign", () => ReasonForms.Reassign(change, null, null, _cast.Policy, null, Draw));
        yield return ("form-reassign-filled", () => ReasonForms.Reassign(change, Cast.Kim, material.Reason, _cast.Policy, missing, Draw));
        yield return ("details-denied", () => DetailsDialog.Of(_cast.Denied.Change, _cast.Denied.Events, Draw));
        yield return ("details-evidence", () => DetailsDialog.Of(_cast.Shown.Change, _cast.Shown.Events, Draw));
        yield return ("details-recorded", () => DetailsDialog.Of(_cast.Recorded.Change, _cast.Recorded.Events, Draw));
        yield return ("details-half-approved", () => DetailsDialog.Of(_cast.HalfApproved.Change, _cast.HalfApproved.Events, Draw));
        yield return ("details" + Long, () => DetailsDialog.Of(
            _cast.Denied.Change, [.. Enumerable.Repeat(_cast.Denied.Events, 12).SelectMany(e => e)], Draw));
        yield return ("details-in-chat", () => DetailsDialog.InChat(_cast.Denied.Change, _cast.Denied.Events, Channel, back: false));
        yield return ("details-in-chat-of-a-card", () => DetailsDialog.InChat(_cast.AssignedNow.Change, _cast.AssignedNow.Events, Channel, back: true));
        yield return ("form-new-in-chat-errors", () => InChat.Card(SubmitForm.New(
            FormWords.Prefill(_cast.Destructive.Change) with { Service = "gone" }, _cast.Policy, errors, FormPlace.Chat)));
        yield return ("form-update-in-chat-errors", () => InChat.Card(SubmitForm.Update(_cast.Destructive.Change, null, _cast.Policy, errors, FormPlace.Chat)));
        yield return ("form-reassign-in-chat-error", () => InChat.Card(ReasonForms.Reassign(
            change, Cast.Kim, material.Reason, _cast.Policy, missing, Channel, FormPlace.Chat)));
        yield return ("message-dialog", () => MessageDialog.Of("Nothing was changed", RefusalWords.Of(new Refusal.NotAsked([Cast.Lee]), _cast.Policy), Draw));
    }

    private IEnumerable<(string Name, Func<object> Draw)> Answers()
    {
        object answer(Reply reply)
        {
            Answered.Add(reply.GetType());
            return Replies.Of(reply, Draw);
        }

        var person = _cast.Policy.Roster.Find(Cast.Lee)!;
        var lee = new Actor.Member(person, new ChatIdentity(Platform.Teams, "tenant", "lee"));
        var stranger = new Actor.Stranger(new ChatIdentity(Platform.Teams, "tenant", "zoe"));
        var queue = Cast.Many(_cast.Waiting.Change, Math.Min(15, material.Listed));
        var nobody = Listed.Queue([], 0, Cast.Lee);
        var denied = _cast.Denied;
        yield return ("reply-says", () => answer(new Reply.Says(RefusalWords.Of(new Refusal.NotAsked([Cast.Kim]), _cast.Policy))));
        yield return ("reply-status", () => answer(new Reply.Status(denied.Change, denied.Events, Sentence.Empty)));
        yield return ("reply-status" + Long, () => answer(new Reply.Status(
            _cast.SecondRound.Change, [.. Enumerable.Repeat(_cast.SecondRound.Events, 10).SelectMany(e => e)], _cast.TimeOf(_cast.SecondRound, 75))));
        yield return ("reply-status-handed-on", () => answer(new Reply.Status(
            _cast.Declined.Change, [.. _cast.Declined.Events, .. _cast.Lapsed.Events, .. _cast.Reassigned.Events], _cast.TimeOf(_cast.Declined, 90))));
        yield return ("reply-status-silence", () => answer(new Reply.Status(
            _cast.Moved.Change, [.. _cast.Moved.Events, .. _cast.Rescued.Events.Skip(2), .. _cast.Taken.Events.Skip(2)], _cast.TimeOf(_cast.Moved, 160))));
        yield return ("reply-why-taken", () => answer(new Reply.Why(ReplyWords.Why(_cast.Taken.Change, _cast.Policy))));
        yield return ("reply-list", () => answer(new Reply.List("Waiting for you", ReplyWords.NothingWaitsShort, _cast.Queue(queue))));
        yield return ("reply-list-three-asked", () => answer(new Reply.List("Your requests", ReplyWords.NothingAsked, Listed.Mine([_cast.ThreeAsked.Change], 1, Cast.Ana))));
        yield return ("reply-list-empty", () => answer(new Reply.List("Your requests", ReplyWords.NothingAsked, nobody)));
        yield return ("reply-list-empty-channel", () => Replies.Of(new Reply.List("Your requests", ReplyWords.NothingAsked, nobody), Channel));
        yield return ("reply-way", () => answer(new Reply.Way(DashboardWords.Of(new Invitation.OneTime(new Uri("https://sign.example.com/"), Duration.FromMinutes(10))), new Uri("https://sign.example.com/sign-in?token=5f"), DashboardWords.Open)));
        yield return ("reply-next", () => answer(new Reply.Next(ReplyWords.Next(_cast.Working, Cast.Later, _cast.ClockOf(_cast.Destructive.Change)), _cast.Destructive.Change)));
        yield return ("reply-why", () => answer(new Reply.Why(ReplyWords.Why(_cast.AssignedNow.Change, _cast.Policy))));
        yield return ("reply-why-waiting", () => answer(new Reply.Why(ReplyWords.Why(_cast.Waiting.Change, _cast.Policy))));
        yield return ("reply-why-unrouted", () => answer(new Reply.Why(ReplyWords.Why(_cast.Fresh.Change, _cast.Policy))));
        yield return ("reply-digest-so-far", () => answer(new Reply.Digest(CastDigest.SoFar(material))));
        yield return ("reply-rota", () => Replies.Of(new Reply.Why(_cast.Rota), Channel));
        yield return ("reply-audit", () => answer(new Reply.Audit(
            denied.Change.Id, [Entry("submitted", null), Entry("voted", "changes_requested"), Entry("refused", null)], People)));
        yield return ("reply-audit" + Long, () => answer(new Reply.Audit(denied.Change.Id, [.. Enumerable.Repeat(Entry("voted", "denied"), 200)], People)));
        yield return ("reply-audit-empty", () => answer(new Reply.Audit(denied.Change.Id, [], People)));
        yield return ("reply-help", () => answer(new Reply.Help(lee, Verbs.All)));
        yield return ("reply-help-stranger", () => Replies.Of(new Reply.Help(stranger, [.. Verbs.All.Where(v => v.Verb is not (Verb.Reassign or Verb.Simulate))]), Channel));
        yield return ("reply-home", () => answer(new Reply.Home(
            person, PersonState.None, _cast.Queue([.. Cast.Many(_cast.Overdue.Change, Math.Min(15, material.Listed))], 145), Listed.Mine(Cast.Many(denied.Change, material.Listed), material.Listed, Cast.Lee), Cast.Start)
        {
            Free = _cast.Free,
        }));
        yield return ("reply-free", () => answer(new Reply.Why(_cast.Free)));
        yield return ("note-forecast", () => Notes.ForLead(_cast.Forecast, Draw));
        yield return ("reply-home-empty", () => answer(new Reply.Home(
            person, PersonState.None with { Absences = [new Interval(Cast.Start, Cast.Start + Duration.FromDays(3))], OwnLimit = 3 }, nobody, nobody, Cast.Start)));
        yield return ("reply-form-new", () => answer(new Reply.NewForm(null)));
        yield return ("reply-form-new-from-link", () => answer(new Reply.NewForm(material.Link.AbsoluteUri)));
        yield return ("reply-form-update", () => answer(new Reply.UpdateForm(_cast.ChangesRequested.Change)));
        yield return ("reply-form-reassign", () => answer(new Reply.ReassignForm(_cast.AssignedNow.Change, _cast.Policy.Roster.Find(Cast.Kim), material.Reason)));
        yield return ("reply-form-reassign-empty", () => answer(new Reply.ReassignForm(_cast.AssignedNow.Change, null, null)));
        yield return ("reply-left-out", () => answer(new Reply.Partly(
            new Reply.Says(ReplyWords.NothingWaits), ReplyWords.LeftOut(denied.Change.Id, $"and {material.Title}"))));
    }

    // The service is not critical and nothing is deleted: approving asks nothing more.
    private ChangeRequest Unguarded
    {
        get
        {
            var change = _cast.SecondRound.Change;
            return change with
            {
                Draft = change.Draft with { Service = new Core.Policy.ServiceId("service-001") },
                Round = change.Round with { Asks = null },
            };
        }
    }

    private ChangeRequest WithLongLink
    {
        get
        {
            var change = _cast.AssignedNow.Change;
            return change with { Draft = change.Draft with { Link = LongLink } };
        }
    }

    // Each of these takes three bytes within a text.
    private static ChangeLink LongLink => ChangeLink.TryParse("https://github.com/acme/payments-api/pull/12?" + new string('(', 1_950), out var link)
        ? link
        : throw new InvalidOperationException();

    private static IReadOnlyDictionary<string, PersonId> People { get; } = new Dictionary<string, PersonId> { ["person-lee"] = Cast.Lee };

    private static SealedEntry Entry(string type, string? verdict) => LedgerChain.Seal(new LedgerEntry(
        7, Cast.Start.ToUnixTimeMilliseconds(), type, "CR-12", 1, "teams", "identity", type == "refused" ? "person-gone" : "person-lee", "senior", "payments",
        "acme/payments-api", 12, null, new string('a', 64), new string('b', 64), verdict, null, null, null,
        type == "refused" ? "approve:not_asked" : null, null, LedgerEntry.Genesis));
}
