using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>
/// Working hours in everyday words: "9-17", "9:30-18", "9am-5pm", "mon,wed 10-14", "mon-thu 8-12 13-16, fri 8-12", "default"; and back
/// into words.
/// </summary>
public static partial class HoursWords
{
    /// <summary>More characters are not read.</summary>
    public const int LongestText = 1_000;

    private const int Day = 24 * 60;

    // Whoever has more pauses in a day has a slip in the text.
    private const int MostStretches = 6;

    private static Sentence NotUnderstood { get; } = Sentence.Of(
        $"I didn't understand those hours. For example {new Typed("/signoff hours 9-17")}, {new Typed("/signoff hours mon-thu 8-12 13-16, fri 8-12")} or {new Typed("/signoff hours default")}.");

    // Minutes of the day; not yet known to end after it begins.
    private readonly record struct Said(WeekDays Days, int From, int To)
    {
        public Shift Shift => new(Days, At(From), At(To));

        public override string ToString() => $"{Clock(From)}–{Clock(To)}";
    }

    /// <param name="usual">The days that hold when none are named.</param>
    /// <param name="hours">Null when the words ask for the policy file's hours.</param>
    public static bool TryParse(string words, WeekDays usual, out WorkingHours? hours, out Sentence hint)
    {
        (hours, hint) = (null, NotUnderstood);
        if (words.Length > LongestText)
            return false;
        var text = string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text = EveryDay().Replace(text, "daily");
        if (text is "default" or "reset" or "none")
            return true;
        if (Read(text, usual) is not { } said)
            return false;
        if (WhyNot(said) is { } why)
        {
            hint = why;
            return false;
        }

        hours = new WorkingHours([.. said.Select(s => s.Shift)]);
        return true;
    }

    internal static string Of(WorkingHours hours) => hours.Shifts.IsEmpty
        ? "no hours"
        : string.Join(", ", hours.Shifts.GroupBy(s => s.Days).Select(alike =>
            $"{WeekDayWords.Of(alike.Key)} {string.Join(" and ", alike.Select(s => $"{s.From:HH:mm}–{End(s)}"))}"));

    internal static string PlainOf(WorkingHours hours) =>
        string.Join(", ", hours.Shifts.GroupBy(s => s.Days).Select(alike =>
            $"{WeekDayWords.PlainOf(alike.Key)} {string.Join(' ', alike.Select(s => $"{s.From:HH:mm}-{End(s)}"))}"));

    private static string End(Shift shift) => shift.To == LocalTime.Midnight ? "24:00" : $"{shift.To:HH:mm}";

    // Between two stretches stands nothing, so that they are of the same days, or days. Days come before their times, or all after them.
    private static List<Said>? Read(string text, WeekDays usual)
    {
        var times = Times().Matches(text);
        if (times.Count == 0)
            return null;
        var (between, end) = (new List<string>(), 0);
        foreach (Match time in times)
        {
            between.Add(Named(text[end..time.Index]));
            end = time.Index + time.Length;
        }

        var after = Named(text[end..]);
        if (after.Length == 0)
            return Read(times, between, usual);
        return between[0].Length > 0 ? null : Read(times.Reverse(), [after, .. between.Skip(1).Reverse()], usual);
    }

    private static List<Said>? Read(IEnumerable<Match> times, IEnumerable<string> named, WeekDays usual)
    {
        var (said, days) = (new List<Said>(), usual);
        foreach (var (time, name) in times.Zip(named))
        {
            if (name.Length > 0 && !WeekDayWords.TryRead(name, out days))
                return null;
            if (!TryTime(time, "from", out var from) || !TryTime(time, "to", out var to) || from == Day)
                return null;
            // "22:00-00:00" and "10pm-12am" end with the day.
            if (to == 0 && from > 0)
                to = Day;
            said.Add(new Said(days, from, to));
        }

        return said;
    }

    private static string Named(string text) =>
        string.Join(' ', text.Split([' ', ',', ';', '&', '+'], StringSplitOptions.RemoveEmptyEntries).Where(piece => piece is not ("and" or "on")));

    private static Sentence? WhyNot(List<Said> said)
    {
        // "9 to 5" is what most people say.
        if (said.Find(s => s.To <= s.From && s.From < s.To + Day / 2 && s.To <= Day / 2) is { To: > 0 } half)
            return Sentence.Of($"Does it end at {Clock(half.To)} or at {Clock(half.To + Day / 2)}? In the afternoon write {new Typed($"/signoff hours {Brief(half.From)}-{Brief(half.To + Day / 2)}")}, or {new Typed("/signoff hours 9am-5pm")}.");
        if (said.Exists(s => s.To <= s.From))
            return Sentence.Of($"The end has to come after the start on the same day. For an afternoon write {new Typed("/signoff hours 9-17")} or {new Typed("/signoff hours 9am-5pm")}; hours across midnight are not supported.");
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var today = said.Where(s => (s.Days & Shift.On(day)) != 0).OrderBy(s => s.From).ToList();
            foreach (var (first, second) in today.Zip(today.Skip(1)))
                if (second.From < first.To)
                    return Sentence.Of($"On {day.ToString()}, {first.ToString()} and {second.ToString()} overlap. Say each day's hours once, such as {new Typed("/signoff hours mon-thu 9-17, fri 9-12")}.");
            if (today.Count > MostStretches)
                return Sentence.Of($"On {day.ToString()}, that is more than {MostStretches} stretches. Leave out the short pauses.");
        }

        return null;
    }

    private static bool TryTime(Match match, string name, out int minutes)
    {
        minutes = 0;
        var hour = int.Parse(match.Groups[name + "h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups[name + "m"].Success ? int.Parse(match.Groups[name + "m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (match.Groups[name + "x"].Value is { Length: > 0 } half)
        {
            if (hour is < 1 or > 12)
                return false;
            hour = hour % 12 + (half == "pm" ? 12 : 0);
        }

        minutes = hour * 60 + minute;
        return minute < 60 && minutes <= Day;
    }

    private static LocalTime At(int minutes) => LocalTime.Midnight.PlusMinutes(minutes);

    private static string Brief(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}") + (minutes % 60 == 0 ? "" : $":{minutes % 60:00}");

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    [GeneratedRegex(@"(?<![0-9:.])(?<fromh>[0-9]{1,2})(?:[:.](?<fromm>[0-9]{2}))? ?(?<fromx>am|pm)? ?(?:-|–|to|until) ?(?<toh>[0-9]{1,2})(?:[:.](?<tom>[0-9]{2}))? ?(?<tox>am|pm)?(?![0-9:.])")]
    private static partial Regex Times();

    [GeneratedRegex(@"\bevery day\b")]
    private static partial Regex EveryDay();
}
