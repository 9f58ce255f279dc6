using System.Collections.Immutable;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>T7: policy files with slips and with intent. None weakens what is in force, none breaks the reader, each error names its place.</summary>
public sealed class MutatedFileTests
{
    private static readonly int Files = Fuzz.Long ? 20_000 : 2_000;
    private static readonly int Bytes = Fuzz.Long ? 200_000 : 5_000;
    private static readonly PolicyBook InForce = Company.Good(Company.Yaml);

    private const string Marks = "{}[]:,#&*!|>'\"%@`-?\t\n\r\\";

    // Words of one kind, of which an edit puts one in another's place.
    private static readonly string[][] Words =
    [
        ["critical", "high", "medium", "low"],
        ["junior", "mid", "senior", "principal", "unknown", "peer", "any"],
        ["0", "1", "2", "3", "20", "90"],
        ["true", "false"],
        ["tests", "scanner", "edge_cases", "rollback", "ai_review"],
        ["ana", "kim", "mo", "lee", "raj", "bot"],
        ["payments", "web", "docs"],
        ["money", "shop", "ops"],
        ["acme/payments-api", "acme/docs", "acme/web", "acme/new"],
        ["U0123ANA", "U0123KIM", "U0123MO", "U0123LEE", "U0123NEW"],
        ["primary", "secondary", "team", "active", "agent_of", "lead"],
    ];

    [Fact]
    public void None_of_2_000_mutated_files_weakens_what_is_in_force()
    {
        var (taken, waiting, refused) = (0, 0, 0);
        for (var seed = 0; seed < Files; seed++)
        {
            var yaml = Mutated(new Random(seed));
            var reading = Company.Read(yaml);
            if (reading.Book is not { } proposed)
            {
                refused++;
                reading.Errors.ShouldNotBeEmpty($"seed {seed}");
                foreach (var error in reading.Errors)
                    (error.Line > 0 && error.Column > 0 || error.Key.Length == 0).ShouldBeTrue($"seed {seed}: {error}");
                continue;
            }

            var now = PolicyHold.Take(InForce, proposed);
            NotWeaker(now, $"seed {seed}: {string.Join("; ", now.Waiting.Select(w => w.Words))}\n{yaml}");
            taken += now.Waiting.IsEmpty ? 1 : 0;
            waiting += now.Waiting.IsEmpty ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(Files / 4);
        taken.ShouldBeGreaterThan(Files / 20);
        waiting.ShouldBeGreaterThan(Files / 20);
    }

    [Fact]
    public void No_bytes_break_the_reader()
    {
        var good = Encoding.UTF8.GetBytes(Company.Yaml);
        for (var seed = 0; seed < Bytes; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = [.. good.AsSpan(0, random.Next(4) == 0 ? random.Next(good.Length) : good.Length)];
            for (var n = random.Next(1, 6); n > 0 && bytes.Length > 0; n--)
                bytes[random.Next(bytes.Length)] = random.Next(3) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)Marks[random.Next(Marks.Length)],
                    _ => (byte)random.Next(32, 127),
                };
            var reading = PolicyFileReader.Read(bytes, ChatHomes.Any);
            (reading.Book is not null || reading.Errors.Any()).ShouldBeTrue($"seed {seed}");
        }
    }

    private static string Mutated(Random random)
    {
        var lines = Company.Yaml.Split('\n').ToList();
        var byIntent = random.Next(2) == 0;
        for (var n = random.Next(1, 4); n > 0; n--)
            if (byIntent)
                Edit(random, lines);
            else
                Slip(random, lines);
        return string.Join('\n', lines);
    }

    private static void Slip(Random random, List<string> lines)
    {
        var at = random.Next(lines.Count);
        var other = random.Next(lines.Count);
        switch (random.Next(5))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[other]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = "  " + lines[at];
                break;
            default:
                var place = random.Next(lines[at].Length + 1);
                lines[at] = lines[at].Remove(place, place < lines[at].Length ? 1 : 0).Insert(place, ((char)random.Next(32, 127)).ToString());
                break;
        }
    }

    // What people do on purpose: a value becomes another one of its kind, or a line with a rule or a person goes.
    private static void Edit(Random random, List<string> lines)
    {
        var at = random.Next(2, lines.Count);
        if (random.Next(5) == 0)
        {
            lines.RemoveAt(at);
            return;
        }

        var kinds = Words.Where(k => k.Any(w => lines[at].Contains(w, StringComparison.Ordinal))).ToList();
        if (kinds.Count == 0)
            return;
        var kind = kinds[random.Next(kinds.Count)];
        var found = kind.Where(w => lines[at].Contains(w, StringComparison.Ordinal)).ToList();
        var word = found[random.Next(found.Count)];
        var place = lines[at].LastIndexOf(word, StringComparison.Ordinal);
        lines[at] = lines[at][..place] + kind[random.Next(kind.Length)] + lines[at][(place + word.Length)..];
    }

    private static void NotWeaker(PolicyBook now, string why)
    {
        now.Operators.All(InForce.Operators.Contains).ShouldBeTrue(why);
        foreach (var was in InForce.Services.Values)
        {
            var service = now.Find(was.Id).ShouldNotBeNull(why);
            foreach (var level in new[] { Level.Unknown, Level.Mid, Level.Senior })
                foreach (var destruction in new[] { Destruction.None, Destruction.Deletes, Destruction.Migrates })
                    foreach (var paths in new ImmutableArray<string>[] { [], ["db/migrations/1.sql"], ["docs/a.md"] })
                    {
                        var old = Requirements.Judge(InForce, new ChangeFacts(was, level, paths, destruction, null));
                        var asked = Requirements.Judge(now, new ChangeFacts(service, level, paths, destruction, null));
                        (asked.Requirement.Tier >= old.Requirement.Tier).ShouldBeTrue(why);
                        var same = Requirements.Judge(InForce, new ChangeFacts(was, level, paths, destruction, asked.Requirement.Tier));
                        same.Rules.Evidence.Keys.All(asked.Rules.Evidence.ContainsKey).ShouldBeTrue(why);
                        (asked.Rules.SpotCheck.Value >= same.Rules.SpotCheck.Value).ShouldBeTrue(why);
                        Levels(asked).Zip(Levels(same)).All(s => s.First >= s.Second).ShouldBeTrue(why);
                        (asked.Seats.Length >= same.Seats.Length).ShouldBeTrue(why);
                    }

            foreach (var person in now.Roster.Everybody.Where(p => !p.Identities.IsEmpty))
                foreach (var level in new[] { Level.Mid, Level.Senior, Level.Principal })
                    if (new Qualification(was.Id, level).IsMetBy(person))
                        person.Identities.All(i => InForce.Roster.Find(i) is { } before && before.Id == person.Id && new Qualification(was.Id, level).IsMetBy(before))
                            .ShouldBeTrue(why);
        }
    }

    private static IEnumerable<Level> Levels(Judgement asked) => asked.Seats.Select(s => s.AtLeast).OrderDescending();
}
