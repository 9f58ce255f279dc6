using Countersign.Core.People;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads the lists of public holidays, and which of them somebody has.</summary>
internal static class HolidayRows
{
    // More is a slip in the year, and would be a long list to keep.
    private const int LongestSpan = 31;

    public static Dictionary<string, HolidayList> Read(YamlMap root)
    {
        var lists = new Dictionary<string, HolidayList> { [HolidayList.None.Id] = HolidayList.None };
        var taken = new HashSet<string>();
        foreach (var map in root.Maps("holidays"))
        {
            var id = Ids.Take(map, taken);
            var list = new HolidayList(id ?? "", DaysOf(map));
            if (id == HolidayList.None.Id)
                map.Error("id", $"“{id}” stands for no holidays at all; choose another id");
            else if (id is not null)
                lists[id] = list;
        }

        return lists;
    }

    public static HolidayList Of(YamlMap map, IReadOnlyDictionary<string, HolidayList> lists, HolidayList usual)
    {
        if (map.Text("holidays") is not { } id)
            return usual;
        if (lists.TryGetValue(id, out var list))
            return list;
        map.Error("holidays", $"there is no list of holidays “{id}”; {map.Hint(id, lists.Keys)}");
        return usual;
    }

    private static HashSet<LocalDate> DaysOf(YamlMap map)
    {
        var days = new HashSet<LocalDate>();
        foreach (var (text, at) in map.Texts("days"))
        {
            var ends = text.Split("..");
            if (Day(map, ends[0], at) is not { } first || Day(map, ends[^1], at) is not { } last)
                continue;
            if (last < first)
                map.ErrorAt(at, "days", $"“{text}” ends before it begins; the first day stands first");
            else if (Period.DaysBetween(first, last) >= LongestSpan)
                map.ErrorAt(at, "days", $"“{text}” is longer than {LongestSpan} days; write it in parts if it is meant");
            else
                for (var day = first; day <= last; day = day.PlusDays(1))
                    if (!days.Add(day))
                        map.ErrorAt(at, "days", $"{LocalDatePattern.Iso.Format(day)} is in this list twice");
        }

        return days;
    }

    private static LocalDate? Day(YamlMap map, string text, Place at)
    {
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
            return day;
        map.ErrorAt(at, "days", $"there is no {text} in the calendar");
        return null;
    }
}
