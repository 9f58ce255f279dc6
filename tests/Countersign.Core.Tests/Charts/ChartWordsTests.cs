using Countersign.Core.Charts;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Tests.Charts;

public sealed class ChartWordsTests
{
    private static readonly Chart.DecisionTimes Times = new(
    [
        new TierTimes(Tier.Critical, 12, Minutes(90), Minutes(220), Minutes(240)),
        new TierTimes(Tier.High, 0, null, null, Minutes(480)),
        new TierTimes(Tier.Low, 4, Minutes(1), Minutes(2), null),
    ]);

    private static readonly Chart.Loads Loads = new([new("Ana", 1, 390, 300), new("Zoë", 1, 60, 0), new(null, 1, 0, 300), new(null, 3, 420, 900)]);

    private static readonly Chart.Flow Flow = new([new(new LocalDate(2026, 11, 16), 9, 4), new(new LocalDate(2026, 11, 17), 0, 1_234)]);

    [Fact]
    public void A_screen_reader_hears_every_number_of_the_times() => ChartSpeech.Of(Times).ShouldBe(
        "Time to decision against the SLA. Critical: 12 decided, half within 1 h 30 min, nine of ten within 3 h 40 min, SLA 4 h. "
        + "High: nothing decided, SLA 8 h. Low: 4 decided, half within 1 min, nine of ten within 2 min.");

    [Fact]
    public void Somebody_who_is_not_named_counts_and_is_not_named() => ChartSpeech.Of(Loads).ShouldBe(
        "Review time given, against capacity. Ana: 6 h 30 min of 5 h, 130%. Zoë: 1 h, no time declared. 1 person, not named: none of 5 h, 0%. "
        + "3 people, not named: 7 h of 15 h, 47%.");

    [Fact]
    public void Days_are_named_by_weekday_and_date() =>
        ChartSpeech.Of(Flow).ShouldBe("In and out by day. Mon 16: 9 in, 4 out. Tue 17: 0 in, 1,234 out.");

    [Fact]
    public void A_table_has_a_cell_for_each_heading()
    {
        foreach (var chart in (Chart[])[Times, Loads, Flow])
            ChartWords.Table(chart).Rows.ShouldAllBe(row => row.Length == ChartWords.Table(chart).Columns.Length);
        ChartWords.Table(Times).Rows[1].ShouldBe(["High", "0", "–", "–", "8 h"]);
    }

    [Fact]
    public void Where_everybody_is_too_long_people_are_added_up_rather_than_cut_off()
    {
        var week = new WeekCharts("Payments", "week 2026-W47", "Europe/Berlin", Times, new([.. Enumerable.Range(1, 40).Select(i => new PersonLoad($"Reviewer {i}", 1, 60, 120))]), Flow);

        var says = ChartSpeech.Of(week, 1_000);
        says.Length.ShouldBeLessThanOrEqualTo(1_000);
        says.ShouldContain("40 people together: 40 h of 80 h, 50%.");
        says.ShouldEndWith("Days in Europe/Berlin.");
        ChartSpeech.Of(week, 5_000).ShouldContain("Reviewer 40: 1 h of 2 h, 50%.");
    }

    [Fact]
    public void What_does_not_fit_for_all_that_is_cut() => ChartSpeech.Of(new WeekCharts(new string('x', 900), "week 2026-W47", "UTC", Times, Loads, Flow), 300).Length.ShouldBe(300);

    [Fact]
    public void Nothing_of_a_name_acts_on_what_is_around_it() =>
        ChartSpeech.Of(new Chart.Loads([new("A\u202E\n\0B", 1, 30, 60)])).ShouldContain(" A B: 30 min of 1 h");

    [Fact]
    public void The_last_row_of_many_holds_whoever_is_left()
    {
        var many = new Chart.Loads([.. Enumerable.Range(1, 10).Select(i => new PersonLoad($"R{i}", 1, i, 10)), new(null, 3, 5, 30)]);

        many.AtMost(11).ShouldBe(many);
        many.AtMost(4).Each[^1].ShouldBe(new PersonLoad("10 more, together", 10, 4 + 5 + 6 + 7 + 8 + 9 + 10 + 5, 100));
        many.AtMost(4).Each.Sum(l => l.Minutes).ShouldBe(many.Each.Sum(l => l.Minutes));
    }

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);
}
