using System.Text;
using Countersign.Adapters.Tests.PolicyFile;
using Countersign.Adapters.Tests.Storage;
using Countersign.Core.Changes;
using Countersign.Core.Export;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Host.Export;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Adapters.Tests.Export;

/// <summary>A record with an accepted policy file, on which people ask and decide, a minute after another or when the test says.</summary>
internal sealed class Audited : IAsyncDisposable
{
    public const string Formula = "=HYPERLINK(\"http://evil.example\",\"x\")";

    private const string Yaml = $$"""
        version: 1
        slack_operators_channel: C0123OPS
        operators: [mo]
        defaults: { zone: Europe/Berlin }
        tiers:
          critical: { approvals: 2, destructive_approvals: 2, sla: { first_response: 30m, decision: 2h, calendar: around_the_clock } }
        teams: [{ id: money, name: Money }]
        services:
          - { id: payments, name: Payments, tier: critical, team: money, slack_channel: C0123PAY }
        people:
          - { id: ana, name: "@SUM(1;2)", level: mid, slack: U0123ANA }
          - { id: kim, name: '{{Formula}}', level: senior, slack: U0123KIM, primary: [payments] }
          - { id: mo, name: Mo, level: principal, slack: U0123MO, primary: [payments] }
        """;

    /// <summary>A Monday in Berlin's summer, 09:00 in UTC.</summary>
    public static readonly Instant Nine = Instant.FromUtc(2026, 7, 6, 9, 0);

    private readonly TemporaryStore _temporary = new();
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(Yaml);

    public PolicyBook Book { get; } = Company.Good(Yaml);

    public string Path => _temporary.Path;

    public string Folder => _temporary.Folder;

    public static Instant At(double minutes) => Nine + Duration.FromMinutes((long)minutes);

    public static async Task<Audited> Open()
    {
        var audited = new Audited();
        await audited._temporary.Write(work => work.AcceptPolicy(audited.Book.Digest, audited.Book.RosterDigest, audited._bytes, 0, Nine));
        return audited;
    }

    public Person Who(string id) => Book.Roster.Find(new PersonId(id))!;

    /// <summary>Ana asks, and those named are asked at once, one for each place.</summary>
    public Task<ChangeId> Asks(Instant at, string title, params string[] asked) => _temporary.Write(work =>
    {
        var id = work.NextChangeId();
        var judged = Requirements.Judge(Book, new ChangeFacts(Book.Services[new ServiceId("payments")], Level.Mid, [], Destruction.None, null, Drawn: 9_999));
        var judgement = judged with { Seats = [.. judged.Seats.Take(asked.Length)] };
        Do(work, id, new Command.Submit(Of("ana"), new PersonId("ana"), Ledgerland.Draft(title) with { CoAuthors = [], AiTools = "-Copilot" }, judgement), at);
        for (var seat = 0; seat < asked.Length; seat++)
            Do(work, id, new Command.Assign(Actor.Bot.Instance, 1, seat + 1, Who(asked[seat]), at + Duration.FromHours(2), new RoutingReport([], [], null)), at);
        return id;
    });

    public Task Do(ChangeId id, Func<Actor, Command> command, string by, Instant at) => _temporary.Write(work =>
    {
        Do(work, id, command(by == "bot" ? Actor.Bot.Instance : Of(by)), at);
    });

    public SqliteRecord Record() => SqliteRecord.OpenReadOnly(Path);

    public (string Text, ExportReport Report) Written(ExportOrder order, Instant? now = null)
    {
        using var record = Record();
        using var target = new MemoryStream();
        var report = PeriodExport.Write(record, order, target, now ?? At(60 * 24));
        return (Encoding.UTF8.GetString(target.ToArray()), report);
    }

    public (List<Dictionary<string, string>> Lines, ExportReport Report) Csv(ExportOf of, Instant? from = null, Instant? until = null)
    {
        var (text, report) = Written(new ExportOrder(of, new ExportPeriod(from ?? Nine, until ?? At(60 * 24 * 7)), ExportForm.Csv));
        return (Rfc4180.Read(text), report);
    }

    /// <summary>Somebody who changes the database behind the server's back.</summary>
    public void Tamper(string sql)
    {
        using var db = _temporary.Outsider();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _temporary.DisposeAsync();

    private Actor Of(string id) => Ledgerland.Of(Who(id));

    private void Do(IWork work, ChangeId id, Command command, Instant at)
    {
        var before = work.Load(id);
        var ruling = ReviewDesk.Decide(before, command, at);
        if (ruling is not Ruling.Accepted { Events: var events })
            throw new InvalidOperationException($"{command.Name}: {ruling}");
        work.Append(before, Ledgerland.Folded(id, before, events), events, new LedgerContext(command.By, Book, at));
    }
}
