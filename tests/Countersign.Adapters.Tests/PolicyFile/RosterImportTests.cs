using System.Text.Json;
using Countersign.Core.People;
using Countersign.Host.CommandLine;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>Candidate rows for an operator: whatever stands in the list, they are plain rows that grant nothing.</summary>
public sealed class RosterImportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-roster-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Slacks_list_becomes_rows_without_bots_guests_and_those_who_left()
    {
        var rows = await Import("users.json", """
            {"ok":true,"members":[
              {"id":"U0ANA","name":"ana","tz":"Europe/Berlin","profile":{"real_name":"Inês O’Neill-Müller"}},
              {"id":"U0TWO","name":"two","tz":"Mars/Olympus","profile":{"real_name":"Inês O’Neill-Müller"}},
              {"id":"USLACKBOT","name":"slackbot"},{"id":"U0BOT","is_bot":true},{"id":"U0GONE","deleted":true},{"id":"U0GUEST","is_restricted":true},{"id":"not an id"},7]}
            """);

        rows.ShouldContain("# Candidates from users.json: 2. Left out, as bots, guests, deactivated or nameless: 6.");
        rows.ShouldContain("  - id: ines.oneill.muller\n    name: 'Inês O’Neill-Müller'\n    level: unknown\n    zone: Europe/Berlin\n    slack: U0ANA\n");
        rows.ShouldContain("  - id: ines.oneill.muller.2\n");
        rows.ShouldContain("    zone: UTC # not known from the list (Mars/Olympus)\n");
        TakenTo(rows, 2);
    }

    [Theory]
    [InlineData("Display name,User ID,Time zone,Title\n\"Novak, Kim\",U0KIM99,America/New_York,CEO\n")]
    [InlineData("first name;last name;slack id\nKim;Novak;U0KIM99\n")]
    [InlineData("name\tmember id\nKim Novak\tU0KIM99\n")]
    public async Task A_csv_is_understood_by_its_columns(string csv)
    {
        var rows = await Import("people.csv", csv);

        rows.ShouldContain("slack: U0KIM99");
        TakenTo(rows, 1);
    }

    [Fact]
    public async Task No_name_breaks_out_of_its_row()
    {
        string[] names = ["x: {y", "# z", "'", "''\n    level: principal", "- id: evil", "*a", "&a b", "!!map", "\"q\"", "| x", "a\u2028b", "日本語", "", " ", new('n', 500)];
        var members = names.Select((n, i) => new { id = $"U0EVIL{i}", profile = new { real_name = n }, name = n, tz = n });

        var rows = await Import("evil.json", JsonSerializer.Serialize(new { members }));

        TakenTo(rows, names.Length).ShouldAllBe(p => p.Level == Level.Unknown);
    }

    [Theory]
    [InlineData("x.json", "{\"ok\":false,\"error\":\"invalid_auth\"}")]
    [InlineData("x.json", "{")]
    [InlineData("x.csv", "a,b\n1,2\n")]
    [InlineData("x.csv", "")]
    public async Task What_is_no_list_is_refused(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, text);

        (await Verbs.Run(["roster", "import", file, "--out", file + ".yaml"])).ShouldBe(2);

        File.Exists(file + ".yaml").ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        var file = Path.Combine(_folder.FullName, "a.csv");
        await File.WriteAllTextAsync(file, "name\nKim\n");

        (await Verbs.Run(["roster", "import", file, "--out", file])).ShouldBe(2);

        (await File.ReadAllTextAsync(file)).ShouldBe("name\nKim\n");
    }

    private static System.Collections.Immutable.ImmutableArray<Person> TakenTo(string rows, int count)
    {
        var book = Company.Good("version: 1\nservices:\n  - { id: web, tier: low }\n" + rows);
        book.Roster.Everybody.Length.ShouldBe(count);
        return book.Roster.Everybody;
    }

    private async Task<string> Import(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, text);
        (await Verbs.Run(["roster", "import", file, "--out", file + ".yaml"])).ShouldBe(0);
        return await File.ReadAllTextAsync(file + ".yaml");
    }
}
