using System.Collections.Immutable;
using System.Text.Json;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using Countersign.Simulation;
using Countersign.Storage;

namespace Countersign.Host.CommandLine.Simulating;

/// <summary>Runs the simulator and prints what came of it. Prints the same for the same seeds.</summary>
internal static class Simulate
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static Task<int> Run(SimulateOptions options, CancellationToken cancel) => Task.Run(() => Safely(options, cancel), CancellationToken.None);

    private static int Safely(SimulateOptions options, CancellationToken cancel)
    {
        try
        {
            return options switch
            {
                { Field: true } => Field(options, cancel),
                { Aims: true } => AimsReached(options, cancel),
                _ => Compare(options, cancel),
            };
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped; nothing was written.");
            return Verbs.CouldNotRun;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or StoreNotOpenedException)
        {
            return Server.Refuse("There is no simulation:", [failed.Message]);
        }
    }

    private static int Compare(SimulateOptions options, CancellationToken cancel)
    {
        if (Own(options, out var own, out var past) is { } refused)
            return refused;
        // Found now, not after minutes of work.
        if (options.Out is { Length: > 0 } target && Target.WhyNot(target) is { } unwritable)
            return Server.Refuse("There is no simulation:", [unwritable]);
        var total = options.Seeds.Count * Comparison.Count(options.Parts);
        var results = Progress.Of(total, done => past is null
            ? Comparison.Run(options.Model, options.Seeds, options.Parts, own, done, cancel)
            : Comparison.Replay(options.Model, options.Seeds, own!, past.Changes, done, cancel));
        var title = Title(options, past);
        var remark = past?.Words ?? (own is null ? null : new MadeUp(own).Remark);
        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { title, results = results.Select(Row) }, Indented));
        else
            Tables.Print(results, title);
        if (remark is not null)
            (options.Json ? Console.Error : Console.Out).WriteLine(remark);
        Write(options, results, title);
        return Verbs.Good;
    }

    private static int AimsReached(SimulateOptions options, CancellationToken cancel)
    {
        var scenes = Simulation.Aims.Scenes(options.Model);
        var before = 0;
        var aims = Progress.Of(scenes.Length * options.Seeds.Count * Comparison.Count(ablations: false), done =>
        {
            var reached = ImmutableArray.CreateBuilder<AimResult>();
            foreach (var scene in scenes)
            {
                var so = before;
                reached.AddRange(Simulation.Aims.Judge(scene, Comparison.Run(scene.Model, options.Seeds, done: n => done(so + n), cancel: cancel)));
                before += options.Seeds.Count * Comparison.Count(ablations: false);
            }

            return reached.ToImmutable();
        });
        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(aims, Indented));
        else
            Tables.Print(aims, $"{Count.Of(options.Seeds.Count, "seed")} from {options.Seeds[0]}, {Clock(options.Model)}");
        return aims.All(a => a.IsReached) ? Verbs.Good : Verbs.Wrong;
    }

    private static int Field(SimulateOptions options, CancellationToken cancel)
    {
        var measured = Progress.Of(options.Seeds.Count * 3, done => Calibration.Measure(options.Model, options.Seeds, done, cancel));
        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { measured, published = FieldResults.Published }, Indented));
        else
            Tables.Print(measured);
        return Verbs.Good;
    }

    // Null when all that was asked for is there.
    private static int? Own(SimulateOptions options, out PolicyBook? own, out PastChanges? past)
    {
        (own, past) = (null, null);
        if (options.Policy is { } file)
        {
            if (!File.Exists(file.FullName))
                return Server.Refuse("There is no simulation:", [$"{file.FullName} does not exist."]);
            var reading = PolicyFileReader.Read(BoundedFile.Read(file.FullName, PolicyFileReader.MaxBytes), ChatHomes.Any, file.Name);
            if (reading.Book is not { } book)
                return Server.Refuse($"{file.Name} can't be used:", [.. reading.Errors.Take(5).Select(e => e.ToString())]);
            own = book;
        }

        if (options.Database is { } database)
        {
            using var record = SqliteRecord.OpenReadOnly(database.FullName);
            own ??= InForce(record);
            if (own is null)
                return Server.Refuse("There is no simulation:", ["The database has no policy that can be read. Name one with --policy."]);
            past = PastChanges.Of(record.Histories(), own);
            if (past.Changes.Count == 0)
                return Server.Refuse("There is no simulation:", ["The database has no decided request of a service and author that the policy knows."]);
        }

        return own is null ? null : Nothing(own, past);
    }

    private static int? Nothing(PolicyBook own, PastChanges? past)
    {
        if (!own.Roster.Everybody.Any(p => Core.Changes.Reviewers.Reviews(own, p)))
            return Server.Refuse("There is no simulation:", ["The policy lists nobody who could sign anything off."]);
        return past is null && new MadeUp(own).Services.IsEmpty
            ? Server.Refuse("There is no simulation:", ["Whoever asks for whatever, too few others could sign it off. Add a reviewer to the policy file."])
            : null;
    }

    private static PolicyBook? InForce(SqliteRecord record)
    {
        PolicyBook? book = null;
        foreach (var bytes in record.AcceptedPolicies())
            book = PolicyFileReader.Read(bytes, ChatHomes.Any, "the policy in force").Book ?? book;
        return book;
    }

    private static string Title(SimulateOptions options, PastChanges? past)
    {
        var what = past is not null
            ? $"{Count.Of(past.Changes.Count, "change")} of {options.Database!.Name}"
            : FormattableString.Invariant($"{options.Model.ChangesPerDay:0.#} {(options.Model.ChangesPerDay == 1 ? "change" : "changes")} a day for {Count.Of(options.Model.Weeks, "week")}");
        var where = options.Policy is { } file ? $", {file.Name}" : past is not null ? ", its own policy" : $", {Clock(options.Model)}";
        return $"{what}{where}, {Count.Of(options.Seeds.Count, "seed")} from {options.Seeds[0]}";
    }

    private static string Clock(WorkloadModel model) =>
        model.SlaCalendar == SlaCalendar.AroundTheClock ? "time for a decision around the clock" : "time for a decision in the author's business hours";

    private static void Write(SimulateOptions options, ImmutableArray<Result> results, string title)
    {
        if (options.Out is not { Length: > 0 } name)
            return;
        File.WriteAllText(Target.Chart(name), Chart.Draw(results, title));
        File.WriteAllText(Target.Figures(name), JsonSerializer.Serialize(new { title, results = results.Select(Row) }, Indented));
        Console.Error.WriteLine($"Written: {Path.GetFullPath(name)}.svg and .json");
    }

    private static object Row(Result result) => new
    {
        result.Strategy,
        breaches = result.Mean(m => m.Breaches),
        breachesSpread = result.Spread(m => m.Breaches),
        decisionP90Hours = result.Mean(m => m.DecisionP90),
        firstResponseP50Minutes = result.Mean(m => m.ResponseP50),
        gini = result.Mean(m => m.Gini),
        pingsPerReviewerDay = result.Mean(m => m.Pings),
        offersPerDecision = result.Mean(m => m.Offers),
        remindersPerDecision = result.Mean(m => m.Reminders),
        movesPerDecision = result.Mean(m => m.Moves),
        rescuesPerDecision = result.Mean(m => m.Rescues),
        capacityUsed = result.Mean(m => m.Used),
        unfinished = result.Mean(m => m.Unfinished),
        runs = result.Runs,
    };
}
