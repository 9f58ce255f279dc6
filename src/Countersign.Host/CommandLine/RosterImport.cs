using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Countersign.Core.Words;
using CsvHelper;

namespace Countersign.Host.CommandLine;

/// <summary>Somebody found in a list; what is null is not known.</summary>
internal sealed record Found(string Name, string? Slack = null, string? Teams = null, string? GitHub = null, string? Zone = null, string? Team = null);

/// <summary>
/// <c>roster import</c>: candidate rows for the policy file, from Slack's user list or a CSV. They grant nothing: everybody's level is
/// unknown until an operator writes it, and the file still has to be reviewed and taken.
/// </summary>
internal static partial class RosterImport
{
    private const int MostBytes = 50 * 1024 * 1024;

    public static int Run(FileInfo file, string? format, string? target)
    {
        try
        {
            var bytes = PolicyFile.BoundedFile.Read(file.FullName, MostBytes);
            if (bytes.Length > MostBytes)
                return Server.Refuse("The list can't be read:", [$"{file.Name} is too large; at most {MostBytes} bytes are read."]);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            var (people, left) = (format ?? (text.TrimStart().StartsWith('{') || text.TrimStart().StartsWith('[') ? "slack" : "csv")) == "slack"
                ? OfSlack(text) : OfCsv(text);
            var yaml = Rows(people, left, file.Name);
            if (target is null)
            {
                Console.Out.Write(yaml);
                return Verbs.Good;
            }

            using (var written = new FileStream(target, FileMode.CreateNew, FileAccess.Write))
                written.Write(Encoding.UTF8.GetBytes(yaml));
            Console.WriteLine($"{target} holds {Count.Of(people.Count, "candidate row")}. Review each before it goes into the policy file.");
            return Verbs.Good;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return Server.Refuse("Nothing was imported:", [unreadable.Message]);
        }
    }

    /// <summary>The answer of <c>users.list</c>, or its members alone.</summary>
    /// <returns>The people, and how many were left out because they are no members: bots, guests, deactivated accounts.</returns>
    internal static (List<Found> People, int Left) OfSlack(string text)
    {
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
        var members = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement
            : json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("members", out var list) && list.ValueKind == JsonValueKind.Array ? list
            : throw new FormatException(json.RootElement.ValueKind == JsonValueKind.Object && Text(json.RootElement, "error") is { } error
                ? $"Slack did not give the list: {Line(error)}."
                : "This is not Slack's user list: it has no “members”. Save the whole answer of users.list.");
        var people = new List<Found>();
        var left = 0;
        foreach (var member in members.EnumerateArray())
            if (Member(member) is { } found)
                people.Add(found);
            else
                left++;
        return (people, left);
    }

    /// <summary>A CSV with a header line; columns are known by the names that such lists usually have.</summary>
    internal static (List<Found> People, int Left) OfCsv(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = true, TrimWhitespace = true, SkipEmptyLines = true, AllowLineBreaksInQuotes = false });
        csv.ReadHeader();
        var headers = csv.Headers.Select(h => NotLetters().Replace(h.ToLowerInvariant(), "")).ToList();
        int column(params string[] names) => headers.FindIndex(h => names.Contains(h));
        var (name, first, last) = (column("name", "realname", "fullname", "displayname", "person"), column("firstname", "givenname"), column("lastname", "surname", "familyname"));
        if (name < 0 && first < 0)
            throw new FormatException($"The list has no column for names. Its columns are: {string.Join(", ", csv.Headers.Take(20))}. Call one of them “name”.");
        var (slack, teams, github) = (
            column("slack", "slackid", "userid", "memberid", "slackmemberid", "slackuserid"),
            column("teams", "teamsid", "objectid", "directoryobjectid", "aadobjectid", "entraobjectid"),
            column("github", "githublogin", "githubusername"));
        var (zone, team) = (column("zone", "timezone", "tz"), column("team", "group"));
        var people = new List<Found>();
        var left = 0;
        string? cell(int at) => at >= 0 && at < csv.FieldCount && csv.GetString(at).Trim() is { Length: > 0 } value ? value : null;
        while (csv.Read())
            if ((cell(name) ?? string.Join(' ', new[] { cell(first), cell(last) }.OfType<string>())) is { Length: > 0 } full)
                people.Add(new Found(full, SlackId(cell(slack)), ObjectId(cell(teams)), cell(github), cell(zone), cell(team)));
            else
                left++;
        return (people, left);
    }

    private static Found? Member(JsonElement member)
    {
        if (member.ValueKind != JsonValueKind.Object || Text(member, "id") is not { } id || SlackId(id) is null || id == "USLACKBOT"
            || Is(member, "deleted") || Is(member, "is_bot") || Is(member, "is_app_user") || Is(member, "is_restricted") || Is(member, "is_ultra_restricted"))
            return null;
        var profile = member.TryGetProperty("profile", out var p) && p.ValueKind == JsonValueKind.Object ? p : member;
        var name = Text(profile, "real_name") ?? Text(member, "real_name") ?? Text(profile, "display_name") ?? Text(member, "name") ?? id;
        return new Found(name, id, Zone: Text(member, "tz"));
    }

    private static string Rows(List<Found> people, int left, string source)
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"# Candidates from {Line(source)}: {people.Count}. Left out, as bots, guests, deactivated or nameless: {left}.\n");
        yaml.Append("# Review each row. Everybody's level is unknown, so nobody here can sign off: write junior, mid, senior or principal.\n");
        yaml.Append("# Add team, or primary and secondary services; correct the zone. Compare each id with the person, not with the name.\n");
        yaml.Append("people:\n");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - id: {Id(person.Name, taken)}\n    name: {Quoted(Graphemes.Clip(Line(person.Name), 80))}\n    level: unknown\n");
            yaml.Append(CultureInfo.InvariantCulture, $"    zone: {Zone(person.Zone)}\n");
            Add(yaml, "slack", person.Slack);
            Add(yaml, "teams", person.Teams);
            Add(yaml, "github", person.GitHub is { } login ? Quoted(Graphemes.Clip(Line(login), 60)) : null);
            if (person.Team is { } team)
                yaml.Append(CultureInfo.InvariantCulture, $"    # team in the list: {Line(team)}\n");
        }

        return yaml.ToString();
    }

    private static void Add(StringBuilder yaml, string key, string? value)
    {
        if (value is not null)
            yaml.Append(CultureInfo.InvariantCulture, $"    {key}: {value}\n");
    }

    // A list's zone may be a name that nobody else knows.
    private static string Zone(string? zone) =>
        zone is not null && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : $"UTC # not known from the list{(zone is null ? "" : $" ({Line(zone)})")}";

    // "Inês Costa" becomes ines.costa; whoever has the same name gets a number.
    private static string Id(string name, HashSet<string> taken)
    {
        var plain = string.Concat(name.ToLowerInvariant().Select(c => Plain(c) ?? c.ToString()));
        var id = NotInIds().Replace(plain, ".").Trim('.');
        id = id.Length == 0 || !char.IsAsciiLetterOrDigit(id[0]) ? "person" : id.Length > 50 ? id[..50].TrimEnd('.') : id;
        var unique = id;
        for (var number = 2; !taken.Add(unique); number++)
            unique = $"{id}.{number}";
        return unique;
    }

    // The runtime carries no tables of letters (invariant globalization): those of Europe's languages, by hand.
    private static string? Plain(char c) => c switch
    {
        (>= 'à' and <= 'å') or 'ā' or 'ă' or 'ą' => "a",
        'æ' => "ae",
        'ç' or 'ć' or 'č' => "c",
        'ď' or 'đ' or 'ð' => "d",
        (>= 'è' and <= 'ë') or 'ē' or 'ė' or 'ę' or 'ě' => "e",
        'ğ' => "g",
        (>= 'ì' and <= 'ï') or 'ī' or 'ı' => "i",
        'ł' => "l",
        'ñ' or 'ń' or 'ň' => "n",
        (>= 'ò' and <= 'ö') or 'ø' or 'ō' or 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' or 'š' or 'ş' or 'ș' => "s",
        'ß' => "ss",
        'ť' or 'ț' => "t",
        (>= 'ù' and <= 'ü') or 'ū' or 'ů' or 'ű' => "u",
        'ý' or 'ÿ' => "y",
        'ź' or 'ż' or 'ž' => "z",
        '\'' or '’' => "",
        _ => null,
    };

    // In single quotation marks YAML knows nothing but the doubled mark.
    private static string Quoted(string text) => text.Trim().Length == 0 ? "'?'" : $"'{text.Trim().Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Line(string text) => CleanText.Line(text);

    private static string? SlackId(string? id) => id is not null && SlackShape().IsMatch(id) ? id : null;

    private static string? ObjectId(string? id) => Guid.TryParse(id, out var parsed) ? parsed.ToString() : null;

    private static string? Text(JsonElement of, string key) =>
        of.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static bool Is(JsonElement of, string key) => of.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

    [GeneratedRegex("[^a-z]")]
    private static partial Regex NotLetters();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInIds();

    [GeneratedRegex("^[UW][A-Z0-9]{2,30}$")]
    private static partial Regex SlackShape();
}
