using Countersign.Core.People;

namespace Countersign.Core.Tests.People;

public class HoursWordsTests
{
    [Theory]
    [InlineData("9-17", "Mon-Fri 09:00-17:00")]
    [InlineData(" 9 – 17 ", "Mon-Fri 09:00-17:00")]
    [InlineData("9 to 17", "Mon-Fri 09:00-17:00")]
    [InlineData("9:30-18", "Mon-Fri 09:30-18:00")]
    [InlineData("9.30-18.15", "Mon-Fri 09:30-18:15")]
    [InlineData("9am-5pm", "Mon-Fri 09:00-17:00")]
    [InlineData("9-5pm", "Mon-Fri 09:00-17:00")]
    [InlineData("12pm - 8 pm", "Mon-Fri 12:00-20:00")]
    [InlineData("0-24", "Mon-Fri 00:00-24:00")]
    [InlineData("mon-thu 9-17", "Mon-Thu 09:00-17:00")]
    [InlineData("mon - thu 9-17", "Mon-Thu 09:00-17:00")]
    [InlineData("Monday to Thursday 9-17", "Mon-Thu 09:00-17:00")]
    [InlineData("mon,wed 10-14", "Mon,Wed 10:00-14:00")]
    [InlineData("mon, wed and fri 10-14", "Mon,Wed,Fri 10:00-14:00")]
    [InlineData("9-17 mon-thu", "Mon-Thu 09:00-17:00")]
    [InlineData("weekdays 8-16", "Mon-Fri 08:00-16:00")]
    [InlineData("sat-mon 8-16", "Mon,Sat,Sun 08:00-16:00")]
    [InlineData("22-24", "Mon-Fri 22:00-24:00")]
    [InlineData("22:00-00:00", "Mon-Fri 22:00-24:00")]
    [InlineData("10pm-12am", "Mon-Fri 22:00-24:00")]
    [InlineData("8-12 13-16", "Mon-Fri 08:00-12:00 13:00-16:00")]
    [InlineData("8-12, 13-16", "Mon-Fri 08:00-12:00 13:00-16:00")]
    [InlineData("8-12 and 1pm-4pm", "Mon-Fri 08:00-12:00 13:00-16:00")]
    [InlineData("13-16 8-12", "Mon-Fri 08:00-12:00 13:00-16:00")]
    [InlineData("8-12 12-16", "Mon-Fri 08:00-16:00")]
    [InlineData("mon-thu 08:00-12:00 13:00-16:00, fri 08:00-12:00", "Mon-Thu 08:00-12:00 13:00-16:00, Fri 08:00-12:00")]
    [InlineData("8-12 and 13-16 mon-thu; 8-12 fri", "Mon-Thu 08:00-12:00 13:00-16:00, Fri 08:00-12:00")]
    [InlineData("fri 8-12 mon-thu 8-12 13-16", "Mon-Thu 08:00-12:00 13:00-16:00, Fri 08:00-12:00")]
    [InlineData("mon-fri 8-12 and mon, wed 13-16", "Mon,Wed 08:00-12:00 13:00-16:00, Tue,Thu,Fri 08:00-12:00")]
    [InlineData("monday to wednesday 9 to 17 and on friday 9 to 12", "Mon-Wed 09:00-17:00, Fri 09:00-12:00")]
    public void Everyday_words_give_hours(string words, string hours)
    {
        HoursWords.TryParse(words, WeekDays.Weekdays, out var read, out _).ShouldBeTrue();
        read!.ToString().ShouldBe(hours);
    }

    [Theory]
    [InlineData("9-17", "Mon–Fri 09:00–17:00")]
    [InlineData("mon-sun 9-23", "every day 09:00–23:00")]
    [InlineData("every day 9-24", "every day 09:00–24:00")]
    [InlineData("mon-wed, fri 9-17", "Mon–Wed, Fri 09:00–17:00")]
    [InlineData("sat, sun 10-14", "Sat, Sun 10:00–14:00")]
    [InlineData("sat-mon 8-16", "Mon, Sat, Sun 08:00–16:00")]
    [InlineData("mon-thu 8-12 13-16, fri 8-12", "Mon–Thu 08:00–12:00 and 13:00–16:00, Fri 08:00–12:00")]
    [InlineData("mon-wed, fri 8-10 11-12 14-24, sun 9-10", "Mon–Wed, Fri 08:00–10:00 and 11:00–12:00 and 14:00–24:00, Sun 09:00–10:00")]
    public void Hours_are_said_as_people_write_them_and_understood_again(string words, string said)
    {
        HoursWords.TryParse(words, WeekDays.Weekdays, out var read, out _).ShouldBeTrue();
        read!.Words.ShouldBe(said);
        HoursWords.TryParse(said, WeekDays.Tuesday, out var again, out _).ShouldBeTrue();
        again.ShouldBe(read);
    }

    [Fact]
    public void Whatever_hours_somebody_has_both_ways_of_saying_them_are_understood_again()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var hours = Week.Any(new Random(seed)).Hours;
            if (hours.Shifts.IsEmpty)
                continue;
            foreach (var said in (string[])[hours.Words, hours.ToString()])
            {
                HoursWords.TryParse(said, WeekDays.None, out var again, out var hint).ShouldBeTrue($"seed {seed}: {said}: {hint.Plain(Roster.Empty, World.Berlin)}");
                again.ShouldBe(hours, $"seed {seed}: {said}");
            }
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("Reset")]
    public void The_policys_hours_come_back(string words)
    {
        HoursWords.TryParse(words, WeekDays.Weekdays, out var read, out _).ShouldBeTrue();
        read.ShouldBeNull();
    }

    [Theory]
    [InlineData("9-5", "9-17")]
    [InlineData("22-6", "midnight")]
    [InlineData("17-17", "after the start")]
    [InlineData("0-0", "after the start")]
    [InlineData("mon 9-17, fri 9-5", "at 05:00 or at 17:00")]
    [InlineData("9 to 5", "Does it end at 05:00 or at 17:00? In the afternoon write /signoff hours 9-17, or /signoff hours 9am-5pm.")]
    [InlineData("9:30 to 5:15", "9:30-17:15")]
    [InlineData("mon-fri 9-17, fri 9-12", "On Friday, 09:00–17:00 and 09:00–12:00 overlap")]
    [InlineData("8-13 12-16", "On Monday, 08:00–13:00 and 12:00–16:00 overlap")]
    [InlineData("1-2 3-4 5-6 7-8 9-10 11-12 13-14", "On Monday, that is more than 6 stretches")]
    [InlineData("8-12-16", "didn't understand")]
    [InlineData("8-12 - 13-16", "didn't understand")]
    [InlineData("8-12 lunch 13-16", "didn't understand")]
    [InlineData("mon 8-12 13", "didn't understand")]
    [InlineData("24-25", "didn't understand")]
    [InlineData("monkey 9-17", "didn't understand")]
    [InlineData("mon-thu-fri 9-17", "didn't understand")]
    [InlineData("mon 9-17 fri", "didn't understand")]
    [InlineData("25-26", "didn't understand")]
    [InlineData("9:75-17", "didn't understand")]
    [InlineData("٩-٢٠", "didn't understand")]
    [InlineData("", "didn't understand")]
    public void Refusals_say_what_to_write(string words, string says)
    {
        HoursWords.TryParse(words, WeekDays.Weekdays, out _, out var hint).ShouldBeFalse();
        hint.Plain(Roster.Empty, World.Berlin).ShouldContain(says);
    }

    [Fact]
    public void Nothing_that_anybody_types_throws()
    {
        string[] pieces = ["9", "17", "-", " ", "mon", "to", "am", "pm", ":30", "٩", ",", "fri", "–", "24", "and", "weekdays", "\ud83d", "99", "9-12", " 13-17 ", " and "];
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var words = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (HoursWords.TryParse(words, WeekDays.Weekdays, out var hours, out _) && hours is not null)
                hours.Days.ShouldNotBe(WeekDays.None, words);
        }
    }
}
