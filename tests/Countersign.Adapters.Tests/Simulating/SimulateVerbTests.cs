using System.Text.Json;
using Countersign.Host.CommandLine;
using Countersign.Host.PolicyFile;
using Countersign.Simulation;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Simulating;

/// <summary>The command as an operator types it.</summary>
public sealed class SimulateVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("countersign-simulate-").FullName;

    private string Target => Path.Combine(_folder, "what-if");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_writes_a_chart_and_figures_that_are_the_same_each_time()
    {
        (await Verbs.Run(["simulate", "--weeks", "1", "--seeds", "2", "--load", "30", "--out", Target])).ShouldBe(Verbs.Good);
        var first = File.ReadAllText(Target + ".json");
        File.ReadAllText(Target + ".svg").ShouldStartWith("<svg");
        (await Verbs.Run(["simulate", "--weeks", "1", "--seeds", "2", "--load", "30", "--out", Target])).ShouldBe(Verbs.Good);
        File.ReadAllText(Target + ".json").ShouldBe(first);

        using var json = JsonDocument.Parse(first);
        json.RootElement.GetProperty("title").GetString().ShouldBe("30 changes a day for 1 week, time for a decision in the author's business hours, 2 seeds from 1001");
        json.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("strategy").GetString()).ShouldContain("Countersign");
    }

    [Fact]
    public async Task It_takes_your_own_people_and_rules()
    {
        var file = Path.Combine(_folder, "policy.yaml");
        File.Copy(Docs.Repository.PathOf("policy.sample.yaml"), file);
        (await Verbs.Run(["simulate", "--policy", file, "--weeks", "1", "--seeds", "1", "--load", "5", "--out", Target])).ShouldBe(Verbs.Good);
        File.ReadAllText(Target + ".json").ShouldContain("policy.yaml");
    }

    [Theory]
    [InlineData("--load", "0")]
    [InlineData("--load", "many")]
    [InlineData("--load", "NaN")]
    [InlineData("--load", "Infinity")]
    [InlineData("--load", "-Infinity")]
    [InlineData("--seeds", "0")]
    [InlineData("--weeks", "60")]
    [InlineData("--zones", "Mars/Olympus")]
    [InlineData("--aims", "--parts")]
    [InlineData("--aims", "--policy=policy.yaml")]
    [InlineData("--policy", "no-such-file.yaml")]
    [InlineData("--from-database", "no-such-file.db")]
    public async Task What_cannot_be_run_is_said_and_nothing_is_written(params string[] words)
    {
        (await Verbs.Run(["simulate", .. words, "--out", Target])).ShouldBe(Verbs.CouldNotRun);
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--zones", "Europe/Berlin", "--policy", "FILE")]
    [InlineData("--around-the-clock", "--policy", "FILE")]
    [InlineData("--around-the-clock", "--from-database", "FILE")]
    [InlineData("--load", "60", "--from-database", "FILE")]
    [InlineData("--weeks", "4", "--from-database", "FILE")]
    [InlineData("--load", "60", "--aims")]
    [InlineData("--out", "simulation", "--field")]
    public void An_option_that_would_be_ignored_is_refused_in_words(params string[] words)
    {
        var errors = Verbs.Root().Parse(["simulate", .. words.Select(w => w == "FILE" ? Docs.Repository.PathOf("policy.sample.yaml") : w)]).Errors;

        errors.Select(e => e.Message).ShouldHaveSingleItem().ShouldContain($"{words[0]} and {words.Last(w => w.StartsWith("--", StringComparison.Ordinal))} don't go together");
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_found_before_anything_is_run()
    {
        Directory.CreateDirectory(Target + ".svg");
        foreach (var place in (string[])[Path.Combine(_folder, "no-such-folder", "what-if"), Target])
            // It would take hours.
            (await Verbs.Run(["simulate", "--weeks", "52", "--seeds", "1000", "--load", "2000", "--out", place])).ShouldBe(Verbs.CouldNotRun);
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_with_one_senior_alone_leaves_nothing_to_simulate()
    {
        var (file, possible) = Policy("id: lee, name: Lee, level: senior");

        possible.Remark.ShouldBe("Left out, because too few besides the author could sign off: Docs, Payments and Search.");
        (await Verbs.Run(["simulate", "--policy", file, "--out", Target])).ShouldBe(Verbs.CouldNotRun);
        File.Exists(Target + ".json").ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_of_one_reviewer_is_simulated_and_one_of_nobody_is_named()
    {
        var (file, possible) = Policy(
            "id: lee, name: Lee, level: senior", "id: mo, name: Mo, level: senior", "id: kim, name: Kim, level: senior, primary: [payments, docs]");

        (await Verbs.Run(["simulate", "--policy", file, "--weeks", "1", "--seeds", "2", "--load", "10", "--out", Target])).ShouldBe(Verbs.Good);
        possible.Remark.ShouldBe("Left out, because too few besides the author could sign off: Search.");
    }

    // All cover Payments if they don't say otherwise, and nobody Search.
    private (string File, MadeUp Possible) Policy(params string[] people)
    {
        var file = Path.Combine(_folder, "policy.yaml");
        File.WriteAllText(file, $$"""
            version: 1
            operators: [lee]
            defaults: { zone: Europe/Berlin }
            tiers:
              critical: { approvals: 1, destructive_approvals: 1, level: senior }
              high: { spot_check_percent: 0 }
            teams:
              - { id: money, name: Money }
            services:
              - { id: payments, name: Payments, tier: critical, team: money }
              - { id: docs, name: Docs, tier: high }
              - { id: search, name: Search, tier: medium }
            people:
            {{string.Join("\n", people.Select(p => $"  - {{ {p}, team: money }}"))}}
            """);
        var reading = PolicyFileReader.Read(File.ReadAllBytes(file), ChatHomes.Any, "policy.yaml");
        return (file, new MadeUp(reading.Book.ShouldNotBeNull(string.Join("\n", reading.Errors))));
    }
}
