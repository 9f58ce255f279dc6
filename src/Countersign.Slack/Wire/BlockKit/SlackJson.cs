using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Countersign.Slack.Wire;

/// <summary>Writes what goes to Slack, in UTF-8.</summary>
public static class SlackJson
{
    // Nothing here is ever placed in HTML: letters beyond ASCII, and < > &, may stand as they are.
    private static readonly WireContext Context = new(new JsonSerializerOptions(WireContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] ToUtf8(SlackMessage message) => Write(message, Context.SlackMessage);

    public static byte[] ToUtf8(Block block) => Write(block, Context.Block);

    public static byte[] ToUtf8(View view) => Write(view, Context.View);

    public static byte[] ToUtf8(ViewResponse response) => Write(response, Context.ViewResponse);

    public static byte[] ToUtf8(CommandResponse response) => Write(response, Context.CommandResponse);

    internal static byte[] ToUtf8(PostMessageBody body) => Write(body, Context.PostMessageBody);

    internal static byte[] ToUtf8(UpdateMessageBody body) => Write(body, Context.UpdateMessageBody);

    internal static byte[] ToUtf8(PostEphemeralBody body) => Write(body, Context.PostEphemeralBody);

    internal static byte[] ToUtf8(TriggeredViewBody body) => Write(body, Context.TriggeredViewBody);

    internal static byte[] ToUtf8(UpdateViewBody body) => Write(body, Context.UpdateViewBody);

    internal static byte[] ToUtf8(PublishHomeBody body) => Write(body, Context.PublishHomeBody);

    internal static byte[] ToUtf8(CompleteUploadBody body) => Write(body, Context.CompleteUploadBody);

    internal static byte[] ToUtf8(OpenConversationBody body) => Write(body, Context.OpenConversationBody);

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(Block))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(ViewResponse))]
[JsonSerializable(typeof(CommandResponse))]
[JsonSerializable(typeof(PostMessageBody))]
[JsonSerializable(typeof(UpdateMessageBody))]
[JsonSerializable(typeof(PostEphemeralBody))]
[JsonSerializable(typeof(TriggeredViewBody))]
[JsonSerializable(typeof(UpdateViewBody))]
[JsonSerializable(typeof(PublishHomeBody))]
[JsonSerializable(typeof(CompleteUploadBody))]
[JsonSerializable(typeof(OpenConversationBody))]
internal sealed partial class WireContext : JsonSerializerContext;
