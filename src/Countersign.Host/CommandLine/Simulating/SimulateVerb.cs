using System.CommandLine;
using Countersign.Core.Policy;
using Countersign.Simulation;
using NodaTime;
using Command = System.CommandLine.Command;

namespace Countersign.Host.CommandLine.Simulating;

/// <summary>What <c>simulate</c> is asked.</summary>
/// <param name="Aims">Every aim of the design, in every setting.</param>
/// <param name="Parts">What each part of the router is worth.</param>
/// <param name="Field">The published experiments, repeated.</param>
/// <param name="Out">Where chart and JSON go, without an ending; null for nowhere.</param>
internal sealed record SimulateOptions(
    WorkloadModel Model, IReadOnlyList<int> Seeds, bool Aims, bool Parts, bool Field, FileInfo? Policy, FileInfo? Database, string? Out, bool Json);

/// <summary>The command <c>simulate</c>: what another way of routing, another policy or another load would do.</summary>
internal static class SimulateVerb
{
    // Seeds up to 200 were used to tune and to fit.
    private const int FirstUnseen = 1_001;

    public static Command Command(Option<bool> json)
    {
        var load = new Option<double>("--load") { Description = "Changes a weekday.", DefaultValueFactory = _ => 100 };
        load.Validators.Add(given => Within(given, "--load", 1, 2_000));
        var weeks = new Option<int>("--weeks") { Description = "Weeks to simulate.", DefaultValueFactory = _ => 8 };
        weeks.Validators.Add(given => Within(given, "--weeks", 1, 52));
        var seeds = new Option<int>("--seeds") { Description = "How many runs with other people, habits and changes.", DefaultValueFactory = _ => 20 };
        seeds.Validators.Add(given => Within(given, "--seeds", 1, 1_000));
        var first = new Option<int>("--first-seed") { Description = "The first of them. The same seed gives the same figures.", DefaultValueFactory = _ => FirstUnseen };
        first.Validators.Add(given => Within(given, "--first-seed", 0, 1_000_000_000));
        var zones = new Option<string[]>("--zones") { Description = "Time zones of the made-up company, such as Europe/Berlin.", AllowMultipleArgumentsPerToken = true };
        zones.Validators.Add(given =>
        {
            foreach (var zone in given.Tokens.Where(t => DateTimeZoneProviders.Tzdb.GetZoneOrNull(t.Value) is null))
                given.AddError($"“{zone.Value}” is not a time zone; use a name such as Europe/Berlin.");
        });
        var clock = new Option<bool>("--around-the-clock") { Description = "The time for a decision runs at night and on weekends too. Else: the author's business hours." };
        var aims = new Option<bool>("--aims") { Description = "Every figure that the router is meant to reach, in six settings." };
        var parts = new Option<bool>("--parts") { Description = "What each part of the router is worth: the product without it." };
        var field = new Option<bool>("--field") { Description = "The published field experiments, repeated in the model." };
        var policy = new Option<FileInfo?>("--policy") { Description = "Your own people, services and rules, from a policy file." };
        var database = new Option<FileInfo?>("--from-database") { Description = "Your own history instead of made-up changes. Without --policy, its own policy." };
        var target = new Option<string?>("--out") { Description = "Writes NAME.svg and NAME.json.", DefaultValueFactory = _ => "simulation" };
        var command = new Command("simulate", "Says what ways of routing would do: a table, a chart (SVG) and JSON.")
        {
            load, weeks, seeds, first, zones, clock, aims, parts, field, policy, database, target, json,
        };
        command.Validators.Add(given => Contradictions(given.GetValue(aims), given.GetValue(parts), given.GetValue(field), given.GetValue(policy), given.GetValue(database), given.AddError));
        Apart(command, [policy, database], [zones, clock], "are about the made-up company; your policy file says where people are and which hours count");
        Apart(command, [database], [load, weeks], "are about made-up changes; the database has its own");
        Apart(command, [aims], [load], "is one of the figures that --aims varies");
        Apart(command, [aims, field], [target], "is for a comparison; --aims and --field print their table and write nothing");
        command.SetAction((args, cancel) =>
        {
            var model = new WorkloadModel { ChangesPerDay = args.GetValue(load), Weeks = args.GetValue(weeks) };
            if (args.GetValue(zones) is { Length: > 0 } named)
                model = model with { Zones = [.. named] };
            if (args.GetValue(clock))
                model = model with { SlaCalendar = SlaCalendar.AroundTheClock };
            return Simulate.Run(
                new SimulateOptions(
                    model, [.. Enumerable.Range(args.GetValue(first), args.GetValue(seeds))], args.GetValue(aims), args.GetValue(parts), args.GetValue(field),
                    args.GetValue(policy), args.GetValue(database), args.GetValue(target), args.GetValue(json)),
                cancel);
        });
        return command;
    }

    private static void Contradictions(bool aims, bool parts, bool field, FileInfo? policy, FileInfo? database, Action<string> error)
    {
        if (new[] { aims, parts, field }.Count(asked => asked) > 1)
            error("--aims, --parts and --field are three different questions: ask one at a time.");
        if ((aims || field) && (policy ?? database) is not null)
            error("--aims and --field are about the made-up company: leave --policy and --from-database out.");
        if (parts && database is not null)
            error("--parts takes made-up changes: leave --from-database out.");
    }

    // An option that would be ignored is refused: whoever gave it believes that it counts.
    private static void Apart(Command command, Option[] those, Option[] ignored, string why) => command.Validators.Add(given =>
    {
        bool isGiven(Option option) => given.GetResult(option) is { Implicit: false };
        if (Array.Find(those, isGiven) is { } one)
            foreach (var option in ignored.Where(isGiven))
                given.AddError($"{option.Name} and {one.Name} don't go together: {string.Join(" and ", ignored.Select(o => o.Name))} {why}. Leave {option.Name} out.");
    });

    private static void Within(System.CommandLine.Parsing.OptionResult given, string name, double least, double most)
    {
        if (given.Tokens is [var text] && double.TryParse(text.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) && !(number >= least && number <= most))
            given.AddError($"{name} has to be a number from {least} to {most}.");
    }
}
