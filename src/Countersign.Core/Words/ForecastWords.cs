using System.Globalization;
using Countersign.Core.Desk;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>What is said around <c>simulate</c>. Only what was computed is said.</summary>
public static class ForecastWords
{
    private const int UnknownShown = 40;

    // Less than this share of the decisions is within what the seeds differ by.
    private const double Matters = .005;

    public static Sentence ForLeads { get; } = Sentence.Of(
        $"Only leads and operators can have that worked out. {new Typed("/signoff free")} shows who could be asked now.");

    public static Sentence NobodyReviews { get; } = Sentence.Text(
        "The policy file lists nobody who could sign anything off, so there is nothing to work out. Add a reviewer there first.");

    public static Sentence OnlyAuthors { get; } = Sentence.Text(
        "Whoever asks for whatever, too few others could sign it off, so there is nothing to work out. Add a reviewer to the policy file first.");

    public static Sentence Busy { get; } = Sentence.Text("I am working another one out, and do one at a time. Try again in a minute or two.");

    public static Sentence Failed { get; } = Sentence.Text("I could not work it out: something went wrong, and the server's log says what. Tell an operator.");

    public static Sentence Stopped { get; } = Sentence.Of($"The server stopped before I had worked it out. Ask again: {new Typed("/signoff simulate")}.");

    public static Sentence TookTooLong { get; } = Sentence.Of(
        $"It took too long, so I stopped. Try a lower load or fewer seeds: {new Typed("/signoff simulate load 50 seeds 1")}.");

    public static Sentence NothingToDecide { get; } = Sentence.Of(
        $"None of the changes I made up needed a sign-off. Try a higher load: {new Typed("/signoff simulate load 100")}.");

    public static Sentence Begun(int load, int seeds) => Sentence.Of(
        $"I am working it out; it takes about a minute. Then I write to you: {Tried(load, seeds)}.");

    public static Sentence Puzzled(string words) => Sentence.Of(
        $"I don't understand “{Graphemes.Clip(words, UnknownShown)}”. For example {new Typed("/signoff simulate load 130 seeds 5")}: load is changes a day, from 1 to {SimulateAsk.MostLoad}; seeds is how often it is tried, from 1 to {SimulateAsk.MostSeeds}.");

    /// <summary>The table, a line for each row, and what would help.</summary>
    public static Sentence Of(ForecastAsk ask, Forecast forecast)
    {
        var unit = Unit(forecast.Ours.NineOfTen, forecast.ShortestQueue.NineOfTen, forecast.LoadBalance.NineOfTen, forecast.Busier.NineOfTen);
        string row(string who, Foreseen f) => $"{who}: {Percent(f.Late)} late, nine of ten decided within {unit(f.NineOfTen)}.";
        string[] lines =
        [
            $"{Capital(Tried(ask.Load, ask.Seeds))}. With these people and this policy file:",
            row("Countersign", forecast.Ours),
            row("Shortest queue", forecast.ShortestQueue),
            row("GitHub load balance", forecast.LoadBalance),
            row($"Countersign at {forecast.BusierLoad} a day", forecast.Busier),
            forecast.LeftOut,
            Helps(forecast, ask.Policy),
        ];
        return Sentence.Join("\n", lines.Where(l => l.Length > 0).Select(Sentence.Text));
    }

    private static string Tried(int load, int seeds) =>
        $"made-up changes, {load} a day, for {ForecastAsk.Weeks} weeks, tried {(seeds == 1 ? "once" : $"{seeds} times")}";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    // One unit for all of them: figures under each other are compared.
    private static Func<Duration, string> Unit(params Duration[] all) => all.Max() switch
    {
        { TotalHours: >= 48 } => span => $"{Number(span.TotalDays)} d",
        { TotalHours: >= 1 } => span => $"{Number(span.TotalHours)} h",
        _ => span => $"{Number(Math.Round(span.TotalMinutes))} min",
    };

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Helps(Forecast f, PolicyBook policy)
    {
        (string What, Foreseen Then) time = ("half an hour more a day from everybody", f.MoreTime);
        (string What, Foreseen Then) person = ($"one more reviewer for {policy.NameOf(f.OneMoreFor)}", f.OneMore);
        var (more, less) = time.Then.Late <= person.Then.Late ? (time, person) : (person, time);
        return f.Ours.Late - more.Then.Late < Matters
            ? $"Neither {time.What} nor {person.What} would make fewer late."
            : $"Of two things that I tried, {more.What} would help more: {Percent(more.Then.Late)} late. With {less.What}: {Percent(less.Then.Late)}.";
    }

    private static string Percent(double share) => Number(100 * share) + "%";
}
