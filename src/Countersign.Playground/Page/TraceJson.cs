using System.Text;
using System.Text.Json.Nodes;
using Countersign.Core.Ledger;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Page;

/// <summary>The trace as the side panel shows it: each act with its request, the answer, the entries and the calls that followed.</summary>
internal static class TraceJson
{
    private const int MostShown = 20;

    /// <param name="acts">Oldest first.</param>
    /// <param name="entries">The ledger; an entry belongs to the newest act that began before it.</param>
    public static JsonObject Of(IReadOnlyList<TracedAct> acts, IReadOnlyList<SealedEntry> entries, Company company)
    {
        var shown = new JsonArray();
        for (var i = acts.Count - 1; i >= Math.Max(0, acts.Count - MostShown); i--)
        {
            var next = i + 1 < acts.Count ? acts[i + 1] : null;
            var made = entries.Where(entry => entry.Entry.Seq > acts[i].LedgerFrom && entry.Entry.Seq <= (next?.LedgerFrom ?? long.MaxValue));
            var slack = company.Slack.Workspace.Calls.From(acts[i].SlackFrom).Take((next?.SlackFrom ?? int.MaxValue) - acts[i].SlackFrom);
            var teams = company.Teams.Tenant.Calls.From(acts[i].TeamsFrom).Take((next?.TeamsFrom ?? int.MaxValue) - acts[i].TeamsFrom);
            shown.Add(Act(acts[i], made, [.. slack.Select(Call), .. teams.Select(Call)]));
        }
        return new() { ["acts"] = shown };
    }

    private static JsonObject Act(TracedAct act, IEnumerable<SealedEntry> made, JsonArray calls) => new()
    {
        ["id"] = act.Id,
        ["who"] = act.Who,
        ["what"] = act.What,
        ["at"] = act.At.ToUnixTimeMilliseconds(),
        ["request"] = act.Answer?.Request is { } request ? Request(request) : null,
        ["answer"] = act.Answer is { Request: not null } answer ? Answer(answer) : null,
        ["ledger"] = new JsonArray([.. made.Select(Entry)]),
        ["calls"] = calls,
    };

    private static JsonObject Request(SentRequest request)
    {
        var headers = new JsonObject { ["Content-Type"] = request.ContentType };
        foreach (var (name, value) in request.Headers) headers[name] = value;
        var body = Decoded(request);
        return new() { ["line"] = $"POST /{request.Path.TrimStart('/')}", ["kind"] = Kind(request, body), ["headers"] = headers, ["body"] = body };
    }

    /// <summary>An activity's type and name; null for Slack's.</summary>
    private static string? Kind(SentRequest request, JsonNode? body) => request.Path == ActivitySender.Path
        ? string.Join(' ', new[] { Json.Text(body, "type"), Json.Text(body, "name") ?? Json.Text(body, "action") }.OfType<string>())
        : null;

    /// <summary>Form fields by name, JSON in them as JSON: what the signed bytes say.</summary>
    private static JsonNode? Decoded(SentRequest request)
    {
        var text = Encoding.UTF8.GetString(request.Body);
        if (request.ContentType != SlackSender.Form) return Json.Read(text);
        var fields = new JsonObject();
        foreach (var (name, values) in QueryHelpers.ParseQuery(text))
        {
            var value = values.ToString();
            fields[name] = name == "payload" ? Json.Read(value) : value;
        }
        return fields;
    }

    private static JsonObject Answer(HttpAnswer answer) => new()
    {
        ["status"] = answer.Status,
        ["ms"] = Math.Round(answer.Elapsed.TotalMilliseconds, 1),
        ["timedOut"] = answer.TimedOut,
        ["body"] = answer.BodyJson ?? (JsonNode)answer.Body,
    };

    private static JsonObject Entry(SealedEntry entry) => new()
    {
        ["seq"] = entry.Entry.Seq,
        ["type"] = entry.Entry.Type,
        ["request"] = entry.Entry.Request,
        ["detail"] = entry.Entry.Verdict ?? entry.Entry.Detail,
        ["hash"] = entry.Hash,
        ["canonical"] = Json.Read(Encoding.UTF8.GetString(entry.Bytes)),
    };

    private static JsonNode Call(LoggedCall call) => new JsonObject
    {
        ["to"] = "Slack",
        ["method"] = call.Method,
        ["status"] = call.Status,
        ["error"] = call.Ok ? null : call.Error ?? "no answer",
    };

    private static JsonNode Call(ConnectorCall call) => new JsonObject
    {
        ["to"] = "Teams",
        ["method"] = call.Method,
        ["status"] = call.Status,
        ["error"] = call.Ok ? null : call.Error ?? "no answer",
    };
}
