using Countersign.Playground.Slack;
using NodaTime;

namespace Countersign.Playground.Town;

/// <summary>The playground's people, channels and policy: fifteen on the roster in three time zones, and one who is not. Who is in Teams stands in the other half.</summary>
public static partial class SampleTown
{
    public const string Team = "T0PLAY";

    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static IReadOnlyList<SlackUser> Users { get; } =
    [
        User("U0ANA", "ana", "Ana Souza", "Mid engineer, Web shop", "Europe/Berlin"),
        User("U0BEN", "ben", "Ben Okafor", "Junior engineer, Web shop", "Europe/Berlin"),
        User("U0CARLA", "carla", "Carla Rossi", "Senior engineer, Payments", "Europe/Berlin"),
        User("U0DEV", "dev", "Dev Patel", "Senior engineer, Payments", "Asia/Singapore"),
        User("U0EMMA", "emma", "Emma Lind", "Senior engineer, Mobile; its lead", "America/New_York"),
        User("U0FARID", "farid", "Farid Haddad", "Mid engineer, Mobile", "America/New_York"),
        User("U0GRACE", "grace", "Grace Chen", "Principal; leads Payments", "America/New_York"),
        User("U0HUGO", "hugo", "Hugo Martin", "Senior engineer, Identity", "Europe/Berlin"),
        User("U0INES", "ines", "Inês Costa", "Mid engineer, Identity", "Europe/Berlin"),
        User("U0JONAS", "jonas", "Jonas Weber", "Principal; leads Web and Identity; operator", "Europe/Berlin"),
        User("U0KEIKO", "keiko", "Keiko Tanaka", "Senior engineer, Web shop", "Asia/Singapore"),
        User("U0LIAM", "liam", "Liam Byrne", "Junior engineer, Payments", "America/New_York"),
        User("U0ZOE", "zoe", "Zoe Blake", "Contractor, on no roster", "Europe/Berlin"),
    ];

    public static IReadOnlyList<SlackChannel> Channels { get; } =
    [
        new("C0PAYMENTS", "payments") { Members = Everybody() },
        new("C0IDENTITY", "identity") { Members = ["ana", "carla", "dev", "grace", "hugo", "ines", "jonas"] },
        new("C0WEB", "web-shop") { Members = ["ana", "ben", "carla", "emma", "jonas", "keiko"] },
        new("C0MOBILE", "mobile") { Members = ["emma", "farid", "keiko", "liam"] },
        new("C0OPS", "countersign-ops") { Members = ["jonas", "grace"], Private = true },
    ];

    /// <summary>UTF-8, as <c>policy check</c> takes it.</summary>
    public static byte[] Policy()
    {
        using var file = typeof(SampleTown).Assembly.GetManifestResourceStream("Town/policy.yaml")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>
    /// When the town is awake: now, or the next working day at ten in Berlin. Whoever tries it on a Sunday should meet somebody.
    /// </summary>
    public static Instant Awake(Instant now)
    {
        var local = now.InZone(Berlin);
        var day = local.Date;
        if (IsWorkday(day) && local.TimeOfDay >= new LocalTime(9, 0) && local.TimeOfDay < new LocalTime(15, 30))
            return now;
        if (local.TimeOfDay >= new LocalTime(9, 0))
            day = day.PlusDays(1);
        while (!IsWorkday(day))
            day = day.PlusDays(1);
        return day.At(new LocalTime(10, 0)).InZoneLeniently(Berlin).ToInstant();
    }

    private static bool IsWorkday(LocalDate day) => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    private static SlackUser User(string id, string name, string realName, string title, string zone) =>
        new(id, name, realName) { Title = title, Tz = zone };

    private static List<string> Everybody() => [.. Users.Select(u => u.Name)];
}
