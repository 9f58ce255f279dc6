using System.Text;
using System.Text.Json.Nodes;
using Countersign.Core.Ledger;
using Countersign.Playground.Slack;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Page;

/// <summary>The trace as the side panel shows it: each act with its request, the answer, the entries and the calls that followed.</summary>
internal static class TraceJson
{
    private const int MostShown = 20;

    /// <param name="acts">Oldest first.</param>
    /// <param name="entries">The ledger; an entry belongs to the newest act that began before it.</param>
    /// <param name="callsFrom">Gives the bot's calls from a place on.</param>
    public static JsonObject Of(IReadOnlyList<TracedAct> acts, IReadOnlyList<SealedEntry> entries, Func<int, IReadOnlyList<LoggedCall>> callsFrom)
    {
        var shown = new JsonArray();
        for (var i = acts.Count - 1; i >= Math.Max(0, acts.Count - MostShown); i--)
        {
            var next = i + 1 < acts.Count ? acts[i + 1] : null;
            var made = entries.Where(entry => entry.Entry.Seq > acts[i].LedgerFrom && entry.Entry.Seq <= (next?.LedgerFrom ?? long.MaxValue));
            var calls = callsFrom(acts[i].CallsFrom).Take((next?.CallsFrom ?? int.MaxValue) - acts[i].CallsFrom);
            shown.Add(Act(acts[i], made, calls));
        }
        return new() { ["acts"] = shown };
    }

    private static JsonObject Act(TracedAct act, IEnumerable<SealedEntry> made, IEnumerable<LoggedCall> calls) => new()
    {
        ["id"] = act.Id,
        ["who"] = act.Who,
        ["what"] = act.What,
        ["at"] = act.At.ToUnixTimeMilliseconds(),
        ["request"] = act.Answer?.Request is { } request ? Request(request) : null,
        ["answer"] = act.Answer is { Request: not null } answer ? Answer(answer) : null,
        ["ledger"] = new JsonArray([.. made.Select(Entry)]),
        ["calls"] = new JsonArray([.. calls.Select(Call)]),
    };

    private static JsonObject Request(SentRequest request)
    {
        var headers = new JsonObject { ["Content-Type"] = request.ContentType };
        foreach (var (name, value) in request.Headers) headers[name] = value;
        return new() { ["line"] = $"POST /{request.Path.TrimStart('/')}", ["headers"] = headers, ["body"] = Decoded(request) };
    }

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

    private static JsonObject Call(LoggedCall call) => new()
    {
        ["method"] = call.Method,
        ["status"] = call.Status,
        ["error"] = call.Ok ? null : call.Error ?? "no answer",
    };
}
