using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>One signed request to the bot: what it is, and the receipt it must leave.</summary>
internal sealed record Deed(string Kind, string User, long Change, string Receipt, byte[] Body);

/// <summary>
/// Makes the requests that Slack would send, without a card having arrived first: a load must not wait for Slack's pace.
/// </summary>
/// <param name="database">From which the hand learns the stamp that each request's cards carry.</param>
internal sealed class Hand(StandInSlack slack, string database)
{
    private readonly ConcurrentDictionary<long, RequestStamp> _stamps = new();
    private readonly long _start = slack.Options.Time.GetUtcNow().ToUnixTimeMilliseconds();
    private long _count;

    public Deed Submit(string user = "U0ANA")
    {
        var number = Interlocked.Increment(ref _count);
        return Form("submit", user, 0, "cr.submit.view", null, new JsonObject
        {
            ["Title"] = Typed($"Change {number}"),
            ["Link"] = Typed("https://github.com/acme/payments-api/pull/12"),
            ["Service"] = Chosen("payments"),
            ["AiTools"] = Typed("Claude Code"),
            ["AiDid"] = Typed("Wrote the retry loop and its tests."),
            ["AuthorChecked"] = Typed("Read every line and ran it."),
            ["Urgency"] = Chosen("Normal"),
        });
    }

    public Deed Deny(string user, long change) => Form(
        "deny", user, change, "cr.deny.view", $"{Button(change)}|D{user[1..]}|1.1",
        new JsonObject { ["reason"] = Typed("It loses refunds.") });

    /// <param name="action">Such as <c>cr.approve</c>.</param>
    public Deed Press(string action, string user, long change)
    {
        var ts = Ts();
        var trigger = $"{ts}.trigger";
        var payload = Start("block_actions", user);
        payload["trigger_id"] = trigger;
        payload["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "button",
            ["block_id"] = "b",
            ["action_id"] = action,
            ["value"] = Button(change),
            ["action_ts"] = ts,
        });
        return new Deed(action, user, change, $"b:{ts}:{Town.Team}:{trigger}:{user}:{action}", Body(payload));
    }

    public Task<HttpAnswer> Send(Deed deed) => slack.Sender.Send("slack/interactions", deed.Body);

    // A request that is not there yet has no stamp, and its press is refused: the next one looks again.
    private string Button(long change)
    {
        if (!_stamps.TryGetValue(change, out var stamp) && SubmittedAt(change) is { } at)
            stamp = _stamps[change] = RequestStamp.Of(at);
        return $"{change}.1.1.{stamp}".TrimEnd('.');
    }

    private Instant? SubmittedAt(long change)
    {
        using var db = Outside.Open(database, SqliteOpenMode.ReadOnly);
        return db.QuerySingleOrDefault<long?>("select submitted_at from change_request where id = @change", new { change }) is { } at
            ? Instant.FromUnixTimeMilliseconds(at)
            : null;
    }

    private Deed Form(string kind, string user, long change, string callback, string? memory, JsonObject values)
    {
        var id = "V" + Ts();
        var payload = Start("view_submission", user);
        payload["trigger_id"] = id;
        payload["view"] = new JsonObject
        {
            ["id"] = id,
            ["hash"] = "1.a",
            ["callback_id"] = callback,
            ["private_metadata"] = memory ?? "",
            ["type"] = "modal",
            ["state"] = new JsonObject { ["values"] = values },
        };
        return new Deed(kind, user, change, $"v:{id}:1.a", Body(payload));
    }

    private static JsonObject Start(string type, string user) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = Town.Team },
        ["user"] = new JsonObject { ["id"] = user, ["username"] = user, ["team_id"] = Town.Team },
    };

    private static JsonObject Typed(string text) =>
        new() { ["value"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = text } };

    private static JsonObject Chosen(string value) => new()
    {
        ["value"] = new JsonObject { ["type"] = "static_select", ["selected_option"] = new JsonObject { ["value"] = value } },
    };

    private static byte[] Body(JsonObject payload) => Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload.ToJsonString()));

    private string Ts()
    {
        var number = Interlocked.Increment(ref _count);
        return string.Create(CultureInfo.InvariantCulture, $"{(_start + number) / 1000}.{(_start + number) % 1000:000}{number % 1000:000}");
    }
}
