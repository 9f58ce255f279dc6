using Countersign.Scenarios.Policy;

namespace Countersign.Scenarios.Asking;

/// <summary>What another load would bring: for operators and leads, worked out in the background, one at a time. Bo and Mo are operators.</summary>
public sealed class SimulateTests
{
    private const string Begun = "I am working it out; it takes about a minute.";

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task An_operator_asks_and_is_written_to_once_it_is_worked_out(string platform)
    {
        await using var side = await Side.Open(platform);

        await side.Hears("bo", "simulate load 15 seeds 1", Begun);

        var result = await side.Sees("bo", "nine of ten decided within");
        result.ShouldContain("15 a day, for 4 weeks, tried once");
        foreach (var row in (string[])["Countersign: ", "Shortest queue: ", "GitHub load balance: ", "Countersign at 20 a day: "])
            result.ShouldContain(row);
        result.ShouldContain("half an hour more a day from everybody");
        // Done, it makes room for the next.
        await side.Hears("mo", "simulate load 1 seeds 1", Begun);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Others_are_refused_and_bad_words_get_a_hint(string platform)
    {
        await using var side = await Side.Open(platform);

        await side.Hears("lee", "simulate", "Only leads and operators can have that worked out.");
        (await side.Hears("bo", "simulate tomorrow", "I don't understand “tomorrow”.")).ShouldContain("simulate load 130 seeds 5");
        (await side.Hears("lee", "help", "who could be asked now")).ShouldNotContain("simulate");
        await side.Hears("bo", "help", "simulate load 130");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task One_at_a_time_and_a_stop_of_the_server_is_told(string platform)
    {
        await using var side = await Side.Open(platform);
        await side.Hears("bo", "simulate load 60 seeds 10", Begun);
        await side.Hears("mo", "simulate", "I am working another one out, and do one at a time.");

        await side.Home.Restart();

        await side.Sees("bo", "The server stopped before I had worked it out.");
        side.Chat("bo").ShouldNotContain(m => m.Contains("nine of ten", StringComparison.Ordinal));
        await side.Hears("mo", "simulate load 1 seeds 1", Begun);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Where_nobody_but_the_author_could_sign_off_it_says_so(string platform)
    {
        await using var side = await Side.Open(platform, Lone("lee"));

        await side.Hears("lee", "simulate", Begun);

        await side.Sees("lee", "too few others could sign it off, so there is nothing to work out");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task What_only_its_one_reviewer_could_ask_for_is_asked_for_by_somebody_else(string platform)
    {
        await using var side = await Side.Open(platform, Lone("lee", "mo"));

        await side.Hears("lee", "simulate load 15 seeds 1", Begun);

        // Lee alone covers the web shop and the tools.
        (await side.Sees("lee", "nine of ten decided within")).ShouldNotContain("Left out");
    }

    // The same town with nobody but these, the first of them its operator.
    private static Func<string, string> Lone(params string[] who) => yaml =>
    {
        var lines = yaml.Split('\n').ToList();
        lines.RemoveAll(line => line.StartsWith("  - { id: ", StringComparison.Ordinal) && !who.Any(w => line.Contains($"id: {w},", StringComparison.Ordinal)));
        return string.Join('\n', lines).Replace("operators: [mo, bo]", $"operators: [{who[0]}]", StringComparison.Ordinal);
    };
}
