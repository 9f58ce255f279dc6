using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Countersign.Core.Changes;
using Countersign.Core.Desk;

namespace Countersign.Storage.Forms;

/// <summary>
/// How values are stored as JSON. A field that is not known any more is skipped, and one that is missing is null, so that old and
/// new versions read each other's rows. What is derived (a report's sentence) is not stored.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(PersonIdJson), typeof(ServiceIdJson), typeof(ChangeIdJson), typeof(InstantJson), typeof(ChangeLinkJson),
        typeof(SentenceJson), typeof(AudienceJson), typeof(SwapIdJson), typeof(DurationJson), typeof(DigestKeyJson),
    ])]
[JsonSerializable(typeof(ChangeEvent.Submitted))]
[JsonSerializable(typeof(ChangeEvent.Waited))]
[JsonSerializable(typeof(ChangeEvent.Assigned))]
[JsonSerializable(typeof(ChangeEvent.Claimed))]
[JsonSerializable(typeof(ChangeEvent.ClaimLapsed))]
[JsonSerializable(typeof(ChangeEvent.Declined))]
[JsonSerializable(typeof(ChangeEvent.StoodDown))]
[JsonSerializable(typeof(ChangeEvent.Voted))]
[JsonSerializable(typeof(ChangeEvent.RoundSettled))]
[JsonSerializable(typeof(ChangeEvent.Updated))]
[JsonSerializable(typeof(ChangeEvent.Withdrawn))]
[JsonSerializable(typeof(ChangeEvent.Recorded))]
[JsonSerializable(typeof(ChangeEvent.VoteVoided))]
[JsonSerializable(typeof(ChangeEvent.Acknowledged))]
[JsonSerializable(typeof(ChangeEvent.Reminded))]
[JsonSerializable(typeof(ChangeEvent.Breached))]
[JsonSerializable(typeof(ChangeEvent.Escalated))]
[JsonSerializable(typeof(ChangeEvent.LookedAfter))]
[JsonSerializable(typeof(ChangeEvent.Snoozed))]
[JsonSerializable(typeof(ChangeEvent.ExpiryAnnounced))]
[JsonSerializable(typeof(ChangeEvent.Expired))]
[JsonSerializable(typeof(Notice.Ping))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Notice.Card))]
[JsonSerializable(typeof(Notice.Note))]
[JsonSerializable(typeof(Notice.NobodyToAsk))]
[JsonSerializable(typeof(Notice.Swap))]
[JsonSerializable(typeof(Notice.Duty))]
[JsonSerializable(typeof(Notice.Digest))]
[JsonSerializable(typeof(Notice.ForOperators))]
[JsonSerializable(typeof(Notice.ForLead))]
[JsonSerializable(typeof(Notice.Reminder))]
[JsonSerializable(typeof(Notice.Offered))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static RecordJson Stored => Relaxed.Context;

    // A class of its own: statics of a generated part may be set later than those of this one.
    private static class Relaxed
    {
        // The text goes to a database, not into a page: escaping every letter beyond ASCII would only make it larger.
        public static readonly RecordJson Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
