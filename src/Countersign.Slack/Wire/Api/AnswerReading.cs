using System.Text.Json;
using static Countersign.Slack.Wire.SlackAnswer;

namespace Countersign.Slack.Wire;

/// <summary>What each method's answer holds; null when it lacks what was asked for.</summary>
internal static class AnswerReading
{
    public static AuthTested? AuthTested(SlackAnswer answer) =>
        Text(answer.Json, "team_id") is { } team && Text(answer.Json, "user_id") is { } user
            ? new AuthTested(
                team,
                user,
                Text(answer.Json, "bot_id"),
                Text(answer.Json, "app_id"),
                Text(answer.Json, "enterprise_id"),
                answer.Scopes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : null;

    public static PostedMessage? Posted(SlackAnswer answer) =>
        Text(answer.Json, "channel") is { } channel && Text(answer.Json, "ts") is { } ts
            ? new PostedMessage(channel, ts)
            : null;

    public static PostedEphemeral? PostedEphemeral(SlackAnswer answer) =>
        Text(answer.Json, "message_ts") is { } ts ? new PostedEphemeral(ts) : null;

    public static OpenedView? View(SlackAnswer answer)
    {
        var view = Field(answer.Json, "view");
        return Text(view, "id") is { } id ? new OpenedView(id, Text(view, "hash")) : null;
    }

    public static string? ChannelId(SlackAnswer answer) => Text(Field(answer.Json, "channel"), "id");

    public static Uri? Permalink(SlackAnswer answer) =>
        Uri.TryCreate(Text(answer.Json, "permalink"), UriKind.Absolute, out var link)
        && link.Scheme == Uri.UriSchemeHttps
            ? link
            : null;

    public static UploadPlace? UploadPlace(SlackAnswer answer) =>
        Uri.TryCreate(Text(answer.Json, "upload_url"), UriKind.Absolute, out var url) && Text(answer.Json, "file_id") is { } file
            ? new UploadPlace(url, file)
            : null;

    public static bool HasFile(SlackAnswer answer, string fileId) =>
        Field(answer.Json, "files") is { ValueKind: JsonValueKind.Array } files && files.EnumerateArray().Any(file => Text(file, "id") == fileId);

    public static SlackPerson? Person(SlackAnswer answer)
    {
        var user = Field(answer.Json, "user");
        var profile = Field(user, "profile");
        if (Text(user, "id") is not { } id) return null;
        return new SlackPerson(
            id,
            Text(user, "team_id"),
            FirstFilled(Text(profile, "display_name"), Text(profile, "real_name"), Text(user, "name")),
            Flag(user, "deleted") ?? false,
            Flag(user, "is_bot") ?? false,
            (Flag(user, "is_restricted") ?? false) || (Flag(user, "is_ultra_restricted") ?? false),
            Flag(user, "is_stranger") ?? false,
            Text(user, "tz"),
            Text(profile, "status_emoji"),
            Number(profile, "status_expiration"));
    }

    public static SlackQuiet? Quiet(SlackAnswer answer)
    {
        var users = Field(answer.Json, "users");
        return users.ValueKind != JsonValueKind.Object
            ? null
            : new SlackQuiet(users.EnumerateObject().DistinctBy(user => user.Name).ToDictionary(
                user => user.Name,
                user => new QuietWindow(
                    Flag(user.Value, "dnd_enabled") ?? false, Number(user.Value, "next_dnd_start_ts"), Number(user.Value, "next_dnd_end_ts"))));
    }

    // Slack sends an empty display name for people who never chose one.
    private static string? FirstFilled(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(name)) return name;
        }

        return null;
    }
}
