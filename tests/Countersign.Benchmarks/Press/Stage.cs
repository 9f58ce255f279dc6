using System.Collections.Immutable;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Benchmarks.Press;

/// <summary>A database with past requests and open ones, written by the store itself, and the settings to serve it.</summary>
internal sealed class Stage(string folder)
{
    private const int People = 200;
    private const int Group = 200;

    public string Config => Path.Combine(folder, "settings.json");

    /// <summary>Requests with even numbers are Slack's, the others Teams': each platform has reviewers and a service of its own.</summary>
    public static bool IsSlacks(long change) => change % 2 == 0;

    /// <summary>The Slack id of the reviewer who is asked for a request.</summary>
    public static string ReviewerOf(long change) => $"U0R{NumberOf(change):000}";

    /// <summary>The number among the reviewers of a platform.</summary>
    public static long NumberOf(long change) => change / 2 % People;

    public void Clear()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    /// <param name="port">Where the server is to listen.</param>
    /// <param name="keys">Where the channel's keys are described.</param>
    public void WriteSettings(int port, Uri keys)
    {
        File.WriteAllText(Path.Combine(folder, "policy.yaml"), Policy());
        // Nobody listens on port 1: what is measured is the press, not the messages that follow it.
        File.WriteAllText(Config, $$"""
            { "Slack": { "SigningSecret": "{{Presses.Secret}}", "BotToken": "xoxb-bench", "TeamId": "{{Presses.Team}}", "ApiBaseUrl": "http://127.0.0.1:1/api" },
              "Teams": { "AppId": "{{TeamsPresses.AppId}}", "AppPassword": "bench-secret", "TenantId": "{{TeamsPresses.Tenant}}", "OpenIdMetadataUrl": "{{keys}}", "TokenUrl": "http://127.0.0.1:1/token", "AllowedServiceHosts": ["127.0.0.1:1"] },
              "Storage": { "Path": "{{folder}}/bench.db" }, "Policy": { "Path": "{{folder}}/policy.yaml" }, "Host": { "Listen": "http://127.0.0.1:{{port}}" } }
            """);
    }

    /// <summary>Of every request written: they were all submitted at once.</summary>
    public RequestStamp Stamp { get; private set; }

    /// <returns>The first open request's number; <paramref name="open"/> follow.</returns>
    public async Task<long> Fill(long past, long open)
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        Stamp = RequestStamp.Of(now);
        await using var store = SqliteStore.Open(Path.Combine(folder, "bench.db"), now);
        var book = PolicyFileReader.Read(Encoding.UTF8.GetBytes(Policy()), new ChatHomes(Presses.Team, TeamsPresses.Tenant)).Book!;
        await Write(store, book, past, now, settled: true);
        var first = past + 1;
        await Write(store, book, open, now, settled: false);
        return first;
    }

    private static async Task Write(SqliteStore store, PolicyBook book, long count, Instant now, bool settled)
    {
        var author = new Actor.Member(book.Roster.Find(new PersonId("ana"))!, book.Roster.Find(new PersonId("ana"))!.Identities[0]);
        for (var done = 0L; done < count; done += Group)
        {
            var many = (int)Math.Min(Group, count - done);
            await Task.WhenAll(Enumerable.Range(0, many).Select(_ => store.Write(work =>
            {
                var id = work.NextChangeId();
                var service = new ServiceId(IsSlacks(id.Number) ? "bench" : "bench-teams");
                var reviewer = new PersonId($"{(IsSlacks(id.Number) ? 'r' : 't')}{NumberOf(id.Number):000}");
                ImmutableArray<ChangeEvent> events =
                [
                    Submitted(author.Person, Draft(id, service), book, now),
                    new ChangeEvent.Assigned(1, 1, reviewer, now + Duration.FromHours(4), null, null, null, now),
                    .. settled ? Settle(reviewer, now) : [],
                ];
                work.Append(null, ChangeHistory.Fold(id, events), events, new LedgerContext(author, book, now));
                return true;
            })));
        }
    }

    // As a submission stores it, with what the policy asked and why.
    private static ChangeEvent.Submitted Submitted(Person author, Draft draft, PolicyBook book, Instant now)
    {
        var asked = Requirements.Judge(book, ChangeFacts.Of(draft, book.Services[draft.Service], author.Level, null, null));
        return new ChangeEvent.Submitted(author.Id, draft, asked.Seats, now) { Asks = asked.Requirement };
    }

    private static ImmutableArray<ChangeEvent> Settle(PersonId reviewer, Instant now) =>
    [
        new ChangeEvent.Voted(1, 1, reviewer, Verdict.Approved, null, now),
        new ChangeEvent.RoundSettled(1, Verdict.Approved, reviewer, null, now),
    ];

    private static Draft Draft(ChangeId id, ServiceId service)
    {
        var address = new Uri($"https://github.com/acme/bench/pull/{id.Number}");
        return new Draft(
            $"Change {id}", new ChangeLink(address, "acme/bench", (int)id.Number, null), service, "Claude Code", "Wrote the retry loop and its tests.",
            "Read every line and ran it against the sandbox.", Destruction.None, null, null, Urgency.Normal, []);
    }

    private static string Policy()
    {
        var yaml = new StringBuilder("""
            version: 1
            operators: [ana]
            services:
              - { id: bench, name: Bench, tier: high, slack_channel: C0BENCH }
              - { id: bench-teams, name: Bench, tier: high, teams_channel: "19:bench@thread.tacv2" }
            people:
              - { id: ana, name: Ana, level: mid, zone: UTC, slack: U0ANA }

            """);
        for (var i = 0; i < People; i++)
            yaml.Append($"  - {{ id: r{i:000}, name: Reviewer {i:000}, level: senior, zone: UTC, hours: mon-sun 00:00-23:59, slack: U0R{i:000}, primary: [bench] }}\n")
                .Append($"  - {{ id: t{i:000}, name: Reviewer {i:000}, level: senior, zone: UTC, hours: mon-sun 00:00-23:59, teams: {TeamsPresses.DirectoryId(i)}, primary: [bench-teams] }}\n");
        return yaml.ToString();
    }
}
