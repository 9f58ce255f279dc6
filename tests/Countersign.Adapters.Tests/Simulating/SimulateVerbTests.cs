using System.Text.Json;
using Countersign.Host.CommandLine;
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
        json.RootElement.GetProperty("title").GetString().ShouldBe("30 changes a day for 1 weeks, time for a decision in the author's business hours, 2 seeds from 1001");
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
}
