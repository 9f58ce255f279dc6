using System.Diagnostics;
using System.Globalization;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using YamlDotNet.RepresentationModel;

namespace Countersign.Benchmarks.Policy;

/// <summary>
/// A policy of 2,000 services, 200 teams and 10,000 people: reading it, beside the YAML library alone on the same bytes; taking it over
/// another one; judging a request by it, from the raw form on.
/// </summary>
internal static class PolicyBenchmark
{
    private const int Services = 2_000;
    private const int Teams = 200;
    private const int People = 10_000;
    private const int Judged = 20_000;

    public static int Run(int runs)
    {
        var bytes = Encoding.UTF8.GetBytes(Yaml("mid"));
        var other = Encoding.UTF8.GetBytes(Yaml("junior"));
        var first = PolicyFileReader.Read(bytes, ChatHomes.Any);
        if (first.Book is not { } book || PolicyFileReader.Read(other, ChatHomes.Any).Book is not { } before)
        {
            Console.Error.WriteLine(string.Join('\n', first.Errors.Take(5)));
            return 1;
        }

        Console.WriteLine($"{Services} services, {Teams} teams, {People} people, {bytes.Length} bytes; medians of {runs} runs");
        Print("read the file", Median(runs, () => PolicyFileReader.Read(bytes, ChatHomes.Any)), "ms");
        Print("  the YAML library alone", Median(runs, () => Floor(bytes)), "ms");
        Print("take it over another, 5,000 people promoted", Median(runs, () => PolicyHold.Take(before, book)), "ms");
        var raw = Raw();
        var author = new PersonId("p0");
        if (DraftRules.Parse(raw, book, author) is not ParsedDraft.Valid { Draft: var draft })
            throw new InvalidOperationException("The benchmark's form is not taken.");
        var service = book.Find(draft.Service)!;
        Print("judge a form (rules, tier, seats, evidence, who could sign)", Median(runs, () => Many(() => DraftRules.Parse(raw, book, author))) / Judged * 1_000, "µs");
        Print("judge a draft (tier, seats)", Median(runs, () => Many(() => Requirements.Judge(book, ChangeFacts.Of(draft, service, Level.Mid, null, 500)))) / Judged * 1_000, "µs");
        return 0;
    }

    private static void Many(Func<object> work)
    {
        for (var i = 0; i < Judged; i++)
            work();
    }

    private static void Floor(byte[] bytes) => new YamlStream().Load(new StringReader(Encoding.UTF8.GetString(bytes)));

    private static double Median(int runs, Action work)
    {
        work();
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(runs / 2);
    }

    private static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-62} {value,8:0.0} {unit}"));

    private static RawDraft Raw() => new()
    {
        Title = "Retry failed refunds",
        Link = "https://github.com/acme/s7/pull/12",
        Service = "s7",
        AiTools = "Claude Code",
        AiDid = "Wrote the retry loop and its tests.",
        AuthorChecked = "Read every line and ran it against the sandbox.",
        Paths = "src/Refunds.cs\ndb/migrations/0042.sql",
        Tests = "dotnet test: 412 passed.",
        ScannerTool = "CodeQL",
        ScannerFindings = "0 critical, 1 high",
        EdgeCases = "Null bank code, two refunds at once.",
        Rollback = "Revert the commit.",
    };

    // Every second person is of the given level, the others are seniors.
    private static string Yaml(string level)
    {
        var yaml = new StringBuilder("version: 1\noperators: [p1, p3]\ndefaults: { zone: Europe/Berlin }\npaths:\n  - { pattern: \"**/migrations/**\", tier: critical }\nteams:\n");
        for (var t = 0; t < Teams; t++)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ id: t{t} }}\n");
        yaml.Append("services:\n");
        for (var s = 0; s < Services; s++)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ id: s{s}, tier: {Tiers.All[s % 4].Word()}, team: t{s % Teams}, repositories: [acme/s{s}] }}\n");
        yaml.Append("people_csv: |\n  id,name,level,slack,team\n");
        for (var p = 0; p < People; p++)
            yaml.Append(CultureInfo.InvariantCulture, $"  p{p},Person Number {p},{(p % 2 == 0 ? level : "senior")},U{p:0000000},t{p % Teams}\n");
        return yaml.ToString();
    }
}
