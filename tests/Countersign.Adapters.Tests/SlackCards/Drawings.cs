using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>Everything this bot draws in Slack, by name.</summary>
internal sealed class Drawings(Material material)
{
    private static readonly Material Plain = new();
    private static readonly CardAudience Team = new CardAudience.Team();
    private readonly Cast _cast = new(material);

    public Drawings() : this(Plain)
    {
    }

    public IEnumerable<(string Name, object Drawn)> All => Undrawn.Select(d => (d.Name, d.Draw()));

    /// <summary>The same, each to be drawn when it is wanted.</summary>
    public IEnumerable<(string Name, Func<object> Draw)> Undrawn => [.. Cards(), .. NotesToPeople(), .. Views(), .. Answers()];

    public static byte[] Json(object drawn) => drawn switch
    {
        SlackMessage message => SlackJson.ToUtf8(message),
        CommandResponse response => SlackJson.ToUtf8(response),
        View view => SlackJson.ToUtf8(view),
        ViewResponse response => SlackJson.ToUtf8(response),
        _ => throw new ArgumentException($"No JSON for {drawn.GetType().Name}."),
    };

    private Draw Draw => new(_cast.Policy);

    private IEnumerable<(string Name, Func<object> Draw)> Cards()
    {
        object card(Cast.Story story, CardAudience audience) => RequestCard.For(story.Change, audience, Draw);
        var lee = new CardAudience.Reviewer(Cast.Lee, 1);
        yield return ("card-fresh-team", () => card(_cast.Fresh, Team));
        yield return ("card-waiting-team", () => card(_cast.Waiting, Team));
        yield return ("card-stuck-team", () => card(_cast.Stuck, Team));
        yield return ("card-assigned-reviewer", () => card(_cast.AssignedNow, lee));
        yield return ("card-long-link-reviewer", () => RequestCard.For(
            _cast.AssignedNow.Change with { Draft = _cast.AssignedNow.Change.Draft with { Link = LongLink } }, lee, Draw));
        yield return ("card-assigned-team", () => card(_cast.AssignedNow, Team));
        yield return ("card-destructive-reviewer", () => card(_cast.Destructive, lee));
        yield return ("card-in-review-reviewer", () => card(_cast.InReview, lee));
        yield return ("card-in-review-team", () => card(_cast.InReview, Team));
        yield return ("card-handed-on-reviewer", () => card(_cast.Reassigned, lee));
        yield return ("card-declined-reviewer", () => card(_cast.Declined, lee));
        yield return ("card-asked-again-old-copy", () => RequestCard.Moved(_cast.AssignedNow.Change, Draw));
        yield return ("card-old-round-approved-reviewer", () => card(_cast.SecondRoundApproved, lee));
        yield return ("card-changes-requested-reviewer", () => card(_cast.ChangesRequested, lee));
        yield return ("card-changes-requested-team", () => card(_cast.ChangesRequested, Team));
        yield return ("card-old-round-reviewer", () => card(_cast.SecondRound, lee));
        yield return ("card-second-round-reviewer", () => card(_cast.SecondRound, new CardAudience.Reviewer(Cast.Lee, 2)));
        yield return ("card-approved-reviewer", () => card(_cast.Approved, lee));
        yield return ("card-approved-team", () => card(_cast.Approved, Team));
        yield return ("card-denied-team", () => card(_cast.Denied, Team));
        yield return ("card-withdrawn-team", () => card(_cast.Withdrawn, Team));
        yield return ("card-evidence-reviewer", () => card(_cast.Shown, lee));
        yield return ("card-clean-scan-team", () => card(_cast.Clean, Team));
        yield return ("card-recorded-team", () => card(_cast.Recorded, Team));
        yield return ("card-two-seats-reviewer", () => card(_cast.TwoSeats, lee));
        yield return ("card-half-approved-team", () => card(_cast.HalfApproved, Team));
        yield return ("card-half-approved-who-has", () => card(_cast.HalfApproved, lee));
        yield return ("card-half-approved-who-is-asked", () => card(_cast.HalfApproved, new CardAudience.Reviewer(Cast.Kim, 1)));
        yield return ("card-both-approved-team", () => card(_cast.BothApproved, Team));
        yield return ("card-voided-reviewer", () => card(_cast.Voided, lee));
        yield return ("card-two-asked-team", () => card(_cast.TwoAsked, Team));
        yield return ("card-moved-reviewer", () => card(_cast.Moved, lee));
        yield return ("card-moved-who-has-it", () => card(_cast.Moved, new CardAudience.Reviewer(Cast.Kim, 1)));
        yield return ("card-rescued-reviewer", () => card(_cast.Rescued, lee));
        yield return ("card-taken-reviewer", () => card(_cast.Taken, lee));
        yield return ("card-taken-team", () => card(_cast.Taken, Team));
        yield return ("card-overdue-reviewer", () => card(_cast.Overdue, lee));
        yield return ("card-overdue-team", () => card(_cast.Overdue, Team));
        yield return ("card-expired-team", () => card(_cast.Expired, Team));
        yield return ("card-overdue-approved-team", () => card(_cast.OverdueApproved, Team));
        yield return ("card-old-record-reviewer", () => card(_cast.OldRound, lee));
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
        yield return ("ping-lead-in-thread", () => Notes.Mentioning(_cast.Overdue.Change, Cast.Mo, new ChatIdentity(Platform.Slack, "T0ACME", "U0MO"), Draw));
        yield return ("ping-channel", () => Notes.Ping(_cast.Overdue.Change, null, Draw));
        yield return ("ping-nobody-asked", () => Notes.Ping(_cast.Stuck.Change, Cast.Mo, Draw));
        yield return ("ping-nobody-asked-channel", () => Notes.Ping(_cast.Stuck.Change, null, Draw));
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
        yield return ("note-operators", () => Notes.ForOperators(Sentence.Of($"The policy file was not taken, so the one before stays in force. {material.Reason}"), Draw));
        yield return ("digest", () => DigestCard.Of(CastDigest.Full(material), Draw));
        yield return ("digest-quiet", () => DigestCard.Of(CastDigest.Quiet(material), Draw));
        yield return ("digest-reply-so-far", () => DigestCard.Reply(CastDigest.SoFar(material), Draw));
        yield return ("private-word", () => Draw.Message(RefusalWords.Of(new Refusal.AlreadySettled(Outcome.Approved, Cast.Lee, Cast.Start), _cast.Policy)));
    }

    private IEnumerable<(string Name, Func<object> Draw)> Views()
    {
        var change = _cast.AssignedNow.Change;
        var memory = new FormMemory(ButtonValue.Of(change), "D012345", "1763629200.000100");
        yield return ("form-new", () => SubmitForm.New(null, _cast.Policy));
        yield return ("form-new-from-link", () => SubmitForm.New(material.Link.AbsoluteUri, _cast.Policy));
        yield return ("form-update", () => SubmitForm.Update(_cast.ChangesRequested.Change, _cast.Policy));
        yield return ("form-update-destructive", () => SubmitForm.Update(_cast.Destructive.Change, _cast.Policy));
        yield return ("form-update-evidence", () => SubmitForm.Update(_cast.Shown.Change, _cast.Policy));
        yield return ("form-update-evidence-asked-nowhere", () => SubmitForm.Update(_cast.Shown.Change, Cast.AsksNothing(_cast.Policy)));
        yield return ("form-deny", () => ReasonForms.Deny(change, memory));
        yield return ("form-request-changes", () => ReasonForms.RequestChanges(change, memory));
        yield return ("form-reassign", () => ReasonForms.Reassign(change, null, null));
        yield return ("form-reassign-filled", () => ReasonForms.Reassign(change, "U0KIM", material.Reason));
        yield return ("details-denied", () => DetailsView.Of(_cast.Denied.Change, _cast.Denied.Events, Draw));
        yield return ("details-evidence", () => DetailsView.Of(_cast.Shown.Change, _cast.Shown.Events, Draw));
        yield return ("details-recorded", () => DetailsView.Of(_cast.Recorded.Change, _cast.Recorded.Events, Draw));
        yield return ("details-half-approved", () => DetailsView.Of(_cast.HalfApproved.Change, _cast.HalfApproved.Events, Draw));
        yield return ("details-long", () => DetailsView.Of(
            _cast.Denied.Change, [.. Enumerable.Repeat(_cast.Denied.Events, 12).SelectMany(e => e)], Draw));
        var person = _cast.Policy.Roster.Find(Cast.Lee)!;
        yield return ("home", () => HomeTab.For(new Reply.Home(
            person, PersonState.None, _cast.Queue(Cast.Many(_cast.AssignedNow.Change, material.Listed)),
            Listed.Mine(Cast.Many(_cast.Denied.Change, material.Listed), material.Listed, Cast.Lee), Cast.Start)
        {
            Free = _cast.Free,
        }, Draw));
        yield return ("home-empty", () => HomeTab.For(new Reply.Home(
            person, PersonState.None with { Absences = [new Interval(Cast.Start, Cast.Start + Duration.FromDays(3))], OwnLimit = 3 },
            Listed.Queue([], 0, Cast.Lee), Listed.Mine([], 0, Cast.Lee), Cast.Start), Draw));
        yield return ("home-authors-turn", () => HomeTab.For(new Reply.Home(
            _cast.Policy.Roster.Find(Cast.Ana)!, PersonState.None, Listed.Queue([], 0, Cast.Ana),
            Listed.Mine(Cast.Many(_cast.ChangesRequested.Change, material.Listed), material.Listed, Cast.Ana), Cast.Start), Draw));
        yield return ("home-unreachable", () => HomeTab.For(new Reply.Home(
            person, PersonState.None with { Contact = new Contact(null, [new LostOn(Platform.Slack, "user_disabled")]) }, Listed.Queue([], 0, Cast.Lee), Listed.Mine([], 0, Cast.Lee), Cast.Start), Draw));
        yield return ("home-stranger", () => HomeTab.ForStranger(Draw));
        yield return ("home-inactive", () => HomeTab.ForInactive(Draw));
    }

    private IEnumerable<(string Name, Func<object> Draw)> Answers()
    {
        var lee = new Actor.Member(_cast.Policy.Roster.Find(Cast.Lee)!, new ChatIdentity(Platform.Slack, "T0ACME", "U0LEE"));
        var stranger = new Actor.Stranger(new ChatIdentity(Platform.Slack, "T0ACME", "U0ZOE"));
        var queue = Cast.Many(_cast.Waiting.Change, Math.Min(15, material.Listed));
        yield return ("reply-status", () => Replies.Status(new Reply.Status(_cast.Denied.Change, _cast.Denied.Events, Sentence.Empty), Draw));
        yield return ("reply-status-long", () => Replies.Status(new Reply.Status(
            _cast.SecondRound.Change, [.. Enumerable.Repeat(_cast.SecondRound.Events, 10).SelectMany(e => e)], _cast.TimeOf(_cast.SecondRound, 75)), Draw));
        yield return ("reply-status-handed-on", () => Replies.Status(new Reply.Status(_cast.Declined.Change, [.. _cast.Declined.Events, .. _cast.Lapsed.Events, .. _cast.Reassigned.Events], _cast.TimeOf(_cast.Declined, 90)), Draw));
        yield return ("reply-status-silence", () => Replies.Status(new Reply.Status(_cast.Moved.Change, [.. _cast.Moved.Events, .. _cast.Rescued.Events.Skip(2), .. _cast.Taken.Events.Skip(2)], _cast.TimeOf(_cast.Moved, 160)), Draw));
        yield return ("reply-why-taken", () => Replies.Why(ReplyWords.Why(_cast.Taken.Change, Draw.Policy), Draw));
        yield return ("reply-list", () => Replies.List("Waiting for you", ReplyWords.NothingWaitsShort, _cast.Queue(queue), Draw));
        yield return ("reply-list-three-asked", () => Replies.List("Your requests", ReplyWords.NothingAsked, Listed.Mine([_cast.ThreeAsked.Change], 1, Cast.Ana), Draw));
        yield return ("reply-list-empty", () => Replies.List("Waiting for you", ReplyWords.NothingWaitsShort, Listed.Queue([], 0, Cast.Lee), Draw));
        yield return ("reply-next", () => Replies.Next(ReplyWords.Next(_cast.Working, Cast.Later, _cast.ClockOf(_cast.Destructive.Change)), _cast.Destructive.Change, Draw));
        yield return ("reply-next-empty", () => Replies.Say(ReplyWords.NothingWaits, Draw));
        yield return ("reply-why", () => Replies.Why(ReplyWords.Why(_cast.AssignedNow.Change, Draw.Policy), Draw));
        yield return ("reply-why-waiting", () => Replies.Why(ReplyWords.Why(_cast.Waiting.Change, Draw.Policy), Draw));
        yield return ("reply-why-unrouted", () => Replies.Why(ReplyWords.Why(_cast.Fresh.Change, Draw.Policy), Draw));
        yield return ("reply-rota", () => Replies.Why(_cast.Rota, Draw));
        yield return ("reply-audit", () => AuditReply.Of(
            _cast.Denied.Change.Id, [Entry("submitted", null), Entry("voted", "changes_requested"), Entry("refused", null)], People, Draw));
        yield return ("reply-audit-empty", () => AuditReply.Of(_cast.Denied.Change.Id, [], People, Draw));
        yield return ("reply-help", () => Replies.Help(lee, Verbs.All, Draw));
        yield return ("reply-help-stranger", () => Replies.Help(stranger, [.. Verbs.All.Where(v => v.Verb is not (Verb.Reassign or Verb.Simulate))], Draw));
        yield return ("reply-home", () => Replies.Home(new Reply.Home(
            _cast.Policy.Roster.Find(Cast.Lee)!, PersonState.None, _cast.Queue([.. Cast.Many(_cast.Overdue.Change, Math.Min(15, material.Listed))], 145),
            Listed.Mine(Cast.Many(_cast.Denied.Change, material.Listed), material.Listed, Cast.Lee), Cast.Start)
        {
            Free = _cast.Free,
        }, Draw));
        yield return ("reply-way", () => Replies.Way(new Reply.Way(DashboardWords.Of(new Invitation.OneTime(new Uri("https://sign.example.com/"), Duration.FromMinutes(10))), new Uri("https://sign.example.com/sign-in?token=5f"), DashboardWords.Open), Draw));
        yield return ("reply-free", () => Replies.Why(_cast.Free, Draw));
        yield return ("note-forecast", () => Notes.ForLead(_cast.Forecast, Draw));
        yield return ("reply-left-out", () => Replies.Partly(Replies.Say(ReplyWords.NothingWaits, Draw), ReplyWords.LeftOut(_cast.Denied.Change.Id, "and <!channel>"), Draw));
        yield return ("reply-field-errors", () => SubmitForm.Errors(
            [new FieldError(DraftField.Title, "Give the change a title, as you would in a commit message.")], Countersign.Slack.Wire.ViewState.Empty));
        yield return ("reply-reason-error", () => ReasonForms.Error("Please give a reason: the author needs to know what to do next."));
    }

    private static ChangeLink LongLink =>
        ChangeLink.TryParse("https://github.com/acme/payments-api/pull/12?" + new string('a', 1_850), out var link) ? link : throw new InvalidOperationException();

    private static IReadOnlyDictionary<string, PersonId> People { get; } = new Dictionary<string, PersonId> { ["person-lee"] = Cast.Lee };

    private static SealedEntry Entry(string type, string? verdict) => LedgerChain.Seal(new LedgerEntry(
        7, Cast.Start.ToUnixTimeMilliseconds(), type, "CR-12", 1, "slack", "identity", type == "refused" ? "person-gone" : "person-lee", "senior", "payments", "acme/payments-api", 12, null,
        Encoding.ASCII.GetString(Enumerable.Repeat((byte)'a', 64).ToArray()), new string('b', 64), verdict, null, null, null,
        type == "refused" ? "approve:not_asked" : null, null, LedgerEntry.Genesis));
}
