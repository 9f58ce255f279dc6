using Countersign.Core.People;
using NodaTime;
using NodaTime.Text;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.People;

public class AbsenceWordsTests
{
    private static readonly Roster Nobody = Roster.Empty;

    // Tuesday 17 November 2026, 10:00 in Berlin.
    [Theory]
    [InlineData("", "now", "2026-11-18T00:00")]
    [InlineData("today", "now", "2026-11-18T00:00")]
    [InlineData("for the day", "now", "2026-11-18T00:00")]
    [InlineData("the rest of the day", "now", "2026-11-18T00:00")]
    [InlineData("until monday", "now", "2026-11-23T00:00")]
    [InlineData("Until  MONDAY.", "now", "2026-11-23T00:00")]
    [InlineData("till mon", "now", "2026-11-23T00:00")]
    [InlineData("until tuesday", "now", "2026-11-24T00:00")]
    [InlineData("until this friday", "now", "2026-11-20T00:00")]
    [InlineData("until next friday", "now", "2026-11-27T00:00")]
    [InlineData("until tomorrow", "now", "2026-11-18T00:00")]
    [InlineData("until 3pm", "now", "2026-11-17T15:00")]
    [InlineData("until 3 pm", "now", "2026-11-17T15:00")]
    [InlineData("until 15:30", "now", "2026-11-17T15:30")]
    [InlineData("until noon", "now", "2026-11-17T12:00")]
    [InlineData("until monday 9am", "now", "2026-11-23T09:00")]
    [InlineData("until tomorrow at 3 pm", "now", "2026-11-18T15:00")]
    [InlineData("until 3pm tomorrow", "now", "2026-11-18T15:00")]
    [InlineData("until 9:30 on monday", "now", "2026-11-23T09:30")]
    [InlineData("until 24 dec 12:00", "now", "2026-12-24T12:00")]
    [InlineData("until end of day", "now", "2026-11-18T00:00")]
    [InlineData("until the end of the week", "now", "2026-11-23T00:00")]
    [InlineData("until next week", "now", "2026-11-23T00:00")]
    [InlineData("until 24.12.", "now", "2026-12-24T00:00")]
    [InlineData("until 24.12.2026", "now", "2026-12-24T00:00")]
    [InlineData("until 24.12.26", "now", "2026-12-24T00:00")]
    [InlineData("until the 24th", "now", "2026-11-24T00:00")]
    [InlineData("until the 3rd", "now", "2026-12-03T00:00")]
    [InlineData("until 2 jan", "now", "2027-01-02T00:00")]
    [InlineData("until january 2nd", "now", "2027-01-02T00:00")]
    [InlineData("until 2nd of january", "now", "2027-01-02T00:00")]
    [InlineData("until Jan 2, 2027", "now", "2027-01-02T00:00")]
    [InlineData("from now until friday", "now", "2026-11-20T00:00")]
    [InlineData("now until friday", "now", "2026-11-20T00:00")]
    [InlineData("2 weeks", "now", "2026-12-01T00:00")]
    [InlineData("for two weeks", "now", "2026-12-01T00:00")]
    [InlineData("a week", "now", "2026-11-24T00:00")]
    [InlineData("for 3 days", "now", "2026-11-20T00:00")]
    [InlineData("a month", "now", "2026-12-17T00:00")]
    [InlineData("1 year", "now", "2027-11-17T00:00")]
    [InlineData("a year", "now", "2027-11-17T00:00")]
    [InlineData("2h", "now", "2026-11-17T12:00")]
    [InlineData("an hour", "now", "2026-11-17T11:00")]
    [InlineData("90 minutes", "now", "2026-11-17T11:30")]
    [InlineData("for 45 min", "now", "2026-11-17T10:45")]
    [InlineData("this week", "now", "2026-11-23T00:00")]
    [InlineData("the rest of the week", "now", "2026-11-23T00:00")]
    [InlineData("for the rest of this week", "now", "2026-11-23T00:00")]
    [InlineData("next week", "2026-11-23T00:00", "2026-11-30T00:00")]
    [InlineData("this weekend", "2026-11-21T00:00", "2026-11-23T00:00")]
    [InlineData("tomorrow", "2026-11-18T00:00", "2026-11-19T00:00")]
    [InlineData("friday", "2026-11-20T00:00", "2026-11-21T00:00")]
    [InlineData("on friday", "2026-11-20T00:00", "2026-11-21T00:00")]
    [InlineData("next friday", "2026-11-27T00:00", "2026-11-28T00:00")]
    [InlineData("weds", "2026-11-18T00:00", "2026-11-19T00:00")]
    [InlineData("24 dec", "2026-12-24T00:00", "2026-12-25T00:00")]
    [InlineData("29 feb", "2028-02-29T00:00", "far")]
    [InlineData("this afternoon", "2026-11-17T12:00", "2026-11-18T00:00")]
    [InlineData("tomorrow morning", "2026-11-18T00:00", "2026-11-18T12:00")]
    [InlineData("friday afternoon", "2026-11-20T12:00", "2026-11-21T00:00")]
    [InlineData("2026-12-24..2027-01-02", "2026-12-24T00:00", "2027-01-03T00:00")]
    [InlineData("2026-12-24 to 2027-01-02", "2026-12-24T00:00", "2027-01-03T00:00")]
    [InlineData("24 dec - 2 jan", "2026-12-24T00:00", "2027-01-03T00:00")]
    [InlineData("24 dec-2 jan", "2026-12-24T00:00", "2027-01-03T00:00")]
    [InlineData("24.12.-2.1.", "2026-12-24T00:00", "2027-01-03T00:00")]
    [InlineData("24.12. – 2.1.2027", "2026-12-24T00:00", "2027-01-03T00:00")]
    [InlineData("from monday to wednesday", "2026-11-23T00:00", "2026-11-26T00:00")]
    [InlineData("mon-wed", "2026-11-23T00:00", "2026-11-26T00:00")]
    [InlineData("thursday to friday", "2026-11-19T00:00", "2026-11-21T00:00")]
    [InlineData("tomorrow until friday", "2026-11-18T00:00", "2026-11-20T00:00")]
    [InlineData("tomorrow through friday", "2026-11-18T00:00", "2026-11-21T00:00")]
    [InlineData("next monday to friday", "2026-11-23T00:00", "2026-11-28T00:00")]
    public void Everyday_words_give_exact_times(string words, string from, string until)
    {
        if (until == "far")
        {
            Hint(words).ShouldContain("more than a year");
            return;
        }

        var absence = AbsenceWords.Parse(words, Now, Berlin).ShouldBeOfType<AbsenceWords.Understood>().Absence;
        absence.Start.ShouldBe(from == "now" ? Now : At(from, Berlin));
        absence.End.ShouldBe(At(until, Berlin));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T12:00", "until monday", "2026-03-30T00:00")]
    [InlineData("Europe/Berlin", "2026-03-28T12:00", "until tomorrow 2:30", "2026-03-29T03:30")]
    [InlineData("Europe/Berlin", "2026-10-24T12:00", "24 hours", "2026-10-25T11:00")]
    [InlineData("America/New_York", "2026-10-31T12:00", "2 days", "2026-11-02T00:00")]
    [InlineData("America/Sao_Paulo", "2018-11-03T12:00", "until tomorrow", "2018-11-04T01:00")]
    [InlineData("Asia/Kathmandu", "2026-11-17T23:59", "until tomorrow", "2026-11-18T00:00")]
    [InlineData("Pacific/Kiritimati", "2026-12-31T12:00", "until 2 jan", "2027-01-02T00:00")]
    public void Days_begin_in_the_persons_own_zone_also_when_clocks_change(string zoneId, string now, string words, string until)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        AbsenceWords.Parse(words, At(now, zone), zone).ShouldBeOfType<AbsenceWords.Understood>().Absence.End.ShouldBe(At(until, zone));
    }

    [Theory]
    [InlineData("until 9am", "in the past")]
    [InlineData("2026-11-01..2026-11-10", "in the past")]
    [InlineData("until yesterday", "in the past")]
    [InlineData("yesterday", "in the past")]
    [InlineData("2026-02-30", "There is no 2026-02-30")]
    [InlineData("until 2026-02-30", "There is no 2026-02-30")]
    [InlineData("2026-12-24..2026-12-31x", "didn't understand")]
    [InlineData("2026-12-24..2026-12-20", "ends before it begins")]
    [InlineData("2 years", "more than a year")]
    [InlineData("until 2030-01-01", "more than a year")]
    [InlineData("5000 days", "more than a year")]
    [InlineData("until 3/4", "didn't understand")]
    [InlineData("until the cows come home", "didn't understand")]
    [InlineData("until 30 feb", "didn't understand")]
    [InlineData("until mayhem 3", "didn't understand")]
    [InlineData("9999-12-31", "didn't understand")]
    [InlineData("until 25:00", "didn't understand")]
    [InlineData("a while", "didn't understand")]
    [InlineData("٣ days", "didn't understand")]
    [InlineData("until ٩:٣٠", "didn't understand")]
    public void Refusals_are_kind_and_specific(string words, string says) => Hint(words).ShouldContain(says);

    [Fact]
    public void Nothing_that_anybody_types_throws()
    {
        string[] pieces = ["until", "to", "..", "-", "–", " ", "  ", "24.12.", "2026-12-24", "9999-12-31", "31", "feb", "mon", "next", "this",
            "3pm", "9:30", "99:99", "٩", "٢ weeks", "weeks", "a", "morning", "on", "at", "the", "29 feb", "0", "\u00a0", "\ud83d", "İ", "12am"];
        var zones = new[] { "Europe/Berlin", "Pacific/Kiritimati", "America/Adak", "Pacific/Apia" }.Select(z => DateTimeZoneProviders.Tzdb[z]).ToList();
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var words = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (AbsenceWords.Parse(words, Now, zones[i % 4]) is AbsenceWords.Understood { Absence: var absence })
                (absence.Start >= Now && absence.End > absence.Start && absence.End <= Now + Duration.FromDays(366)).ShouldBeTrue(words);
        }
    }

    private static string Hint(string words) =>
        AbsenceWords.Parse(words, Now, Berlin).ShouldBeOfType<AbsenceWords.NotUnderstood>().Hint.Plain(Nobody, Berlin);

    private static Instant At(string local, DateTimeZone zone) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneLeniently(zone).ToInstant();
}
