using System.Collections.Immutable;
using System.Globalization;
using Countersign.Simulation;
using Countersign.Simulation.Outcome;
using Spectre.Console;

namespace Countersign.Host.CommandLine.Simulating;

/// <summary>The tables that <c>simulate</c> prints.</summary>
internal static class Tables
{
    public static void Print(ImmutableArray<Result> results, string title)
    {
        var table = Make(title, "", "late", "÷ GitHub's", "decision p90", "first response", "Gini", "pings a day", "capacity used");
        var yardstick = results.FirstOrDefault(r => r.Strategy == StrategyNames.LoadBalance)?.Mean(m => m.Breaches);
        foreach (var r in results)
            table.AddRow(
                r.Strategy, $"{Percent(r.Mean(m => m.Breaches))} ± {Percent(r.Spread(m => m.Breaches))}",
                yardstick is > 0 ? Number(r.Mean(m => m.Breaches) / yardstick.Value, "0.00") : "", $"{Number(r.Mean(m => m.DecisionP90), "0.0")} h",
                $"{Number(r.Mean(m => m.ResponseP50), "0")} min", Number(r.Mean(m => m.Gini), "0.000"), Number(r.Mean(m => m.Pings), "0.00"),
                Percent(r.Mean(m => m.Used)));
        Show(table);
        if (results.FirstOrDefault(r => r.Strategy == StrategyNames.Ours) is { } ours)
            Console.WriteLine(FollowUps(ours));
    }

    public static void Print(ImmutableArray<AimResult> aims, string title)
    {
        var table = Make(title, "setting", "figure", "aim", "reached", "± between seeds", "");
        foreach (var aim in aims)
            table.AddRow(
                aim.Scene, aim.What, $"≤ {Number(aim.Most, "0.00")}", Number(aim.Figure, "0.000"), Number(aim.Spread, "0.000"), aim.IsReached ? "reached" : "missed");
        Show(table);
    }

    public static void Print(FieldResults measured)
    {
        var published = FieldResults.Published;
        var table = Make("Published experiments, repeated in the model: change in percent", "", "published", "here", "apart");
        void row(string what, double there, double here) =>
            table.AddRow(what, Number(there, "0.0"), Number(here, "0.0"), Number(Math.Abs(here - there), "0.0"));
        row("one person named, not a team: time in review", published.NamedInsteadOfTeam, measured.NamedInsteadOfTeam);
        row("nudge after 24 h: time in review", published.NudgeInReview, measured.NudgeInReview);
        row("nudge after 24 h: time to the first action", published.NudgeFirstAction, measured.NudgeFirstAction);
        Show(table);
    }

    private static string FollowUps(Result ours)
    {
        string each(Func<Measures, double> of) => Number(ours.Mean(of), "0.00");
        return $"Of a decision, Countersign reminds {each(m => m.Reminders)} times, moves for want of a sign {each(m => m.Moves)} times, rescues {each(m => m.Rescues)} times; "
            + $"{each(m => m.Offers)} offers go to whoever has just finished, and {each(m => m.Taken)} are taken.";
    }

    private static Table Make(string title, params string[] columns)
    {
        var table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Rounded);
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = i == 0 });
        return table;
    }

    // Wide enough whatever reads it: a pipe has no width of its own.
    private static void Show(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = 140;
        console.Write(table);
    }

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
