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
    [InlineData("0-24", "Mon-Fri 00:00-23:59")]
    [InlineData("mon-thu 9-17", "Mon,Tue,Wed,Thu 09:00-17:00")]
    [InlineData("mon - thu 9-17", "Mon,Tue,Wed,Thu 09:00-17:00")]
    [InlineData("Monday to Thursday 9-17", "Mon,Tue,Wed,Thu 09:00-17:00")]
    [InlineData("mon,wed 10-14", "Mon,Wed 10:00-14:00")]
    [InlineData("mon, wed and fri 10-14", "Mon,Wed,Fri 10:00-14:00")]
    [InlineData("9-17 mon-thu", "Mon,Tue,Wed,Thu 09:00-17:00")]
    [InlineData("weekdays 8-16", "Mon-Fri 08:00-16:00")]
    [InlineData("sat-mon 8-16", "Mon,Sat,Sun 08:00-16:00")]
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
    public void Hours_are_said_as_people_write_them_and_understood_again(string words, string said)
    {
        HoursWords.TryParse(words, WeekDays.Weekdays, out var read, out _).ShouldBeTrue();
        read!.Words.ShouldBe(said);
        HoursWords.TryParse(said, WeekDays.Tuesday, out var again, out _).ShouldBeTrue();
        again.ShouldBe(read);
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
        string[] pieces = ["9", "17", "-", " ", "mon", "to", "am", "pm", ":30", "٩", ",", "fri", "–", "24", "and", "weekdays", "\ud83d", "99"];
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var words = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (HoursWords.TryParse(words, WeekDays.Weekdays, out var hours, out _) && hours is not null)
                (hours.To > hours.From && hours.Days != WeekDays.None).ShouldBeTrue(words);
        }
    }
}
