using System.Globalization;
using Countersign.Core.Desk;
using Countersign.Core.Policy;
using Countersign.Core.Ports;

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
    public static Sentence Of(ForecastAsk ask, Forecast forecast) => Sentence.Join(
        "\n",
        [
            Sentence.Text($"{Capital(Tried(ask.Load, ask.Seeds))}. With these people and this policy file:"),
            Sentence.Text(Row("Countersign", forecast.Ours)),
            Sentence.Text(Row("Shortest queue", forecast.ShortestQueue)),
            Sentence.Text(Row("GitHub load balance", forecast.LoadBalance)),
            Sentence.Text(Row($"Countersign at {forecast.BusierLoad} a day", forecast.Busier)),
            Sentence.Text(Helps(forecast, ask.Policy)),
        ]);

    private static string Tried(int load, int seeds) =>
        $"made-up changes, {load} a day, for {ForecastAsk.Weeks} weeks, tried {(seeds == 1 ? "once" : $"{seeds} times")}";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Row(string who, Foreseen f) => $"{who}: {Percent(f.Late)} late, nine of ten decided within {Times.Span(f.NineOfTen)}.";

    private static string Helps(Forecast f, PolicyBook policy)
    {
        (string What, Foreseen Then) time = ("half an hour more a day from everybody", f.MoreTime);
        (string What, Foreseen Then) person = ($"one more reviewer for {policy.NameOf(f.OneMoreFor)}", f.OneMore);
        var (more, less) = time.Then.Late <= person.Then.Late ? (time, person) : (person, time);
        return f.Ours.Late - more.Then.Late < Matters
            ? $"Neither {time.What} nor {person.What} would make fewer late."
            : $"Of two things that I tried, {more.What} would help more: {Percent(more.Then.Late)} late. With {less.What}: {Percent(less.Then.Late)}.";
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
