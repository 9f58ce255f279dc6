using System.Text.RegularExpressions;
using Countersign.Adapters.Tests.Docs;
using Countersign.Core.Changes;
using Countersign.Core.Export;
using Countersign.Host.CommandLine;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Export.Audited;

namespace Countersign.Adapters.Tests.Export;

/// <summary>The command as an auditor types it; the database is open in a server all the while.</summary>
public sealed partial class ExportVerbTests
{
    [Theory]
    [InlineData("Europe/Berlin", 1)]
    [InlineData("America/Los_Angeles", 0)]
    [InlineData(null, 1)]
    public async Task Days_are_the_zones_own(string? zone, int lines)
    {
        await using var audited = await Open();
        // 2026-07-06 in Los Angeles begins at 07:00 in UTC of that day; 22:30 in UTC is the next day in Berlin.
        var asked = NodaTime.Instant.FromUtc(2026, 7, 6, 22, 30);
        var id = await audited.Asks(asked, "x", "kim");
        await audited.Do(id, by => new Command.Deny(by, 1, "No."), "kim", asked);
        var file = Path.Combine(audited.Folder, "out.csv");
        (await Run(audited, file, ["--from", "2026-07-07", "--to", "2026-07-08", .. zone is null ? [] : (string[])["--zone", zone]])).ShouldBe(Verbs.Good);
        Rfc4180.Read(await File.ReadAllTextAsync(file)).Count.ShouldBe(lines);
    }

    [Fact]
    public async Task A_day_that_a_zone_left_out_begins_with_the_next_one()
    {
        await using var audited = await Open();
        (await Run(audited, Path.Combine(audited.Folder, "out.csv"), "--from", "2011-12-30", "--to", "2026-10-01", "--zone", "Pacific/Apia")).ShouldBe(Verbs.Good);
        (await Run(audited, "", "--from", "2026-07-01", "--to", "2026-10-01")).ShouldBe(Verbs.CouldNotRun);
    }

    [Fact]
    public async Task A_byte_order_mark_stands_before_the_CSV_where_it_is_asked_for()
    {
        await using var audited = await Open();
        var file = Path.Combine(audited.Folder, "out.csv");
        (await Run(audited, file, "--from", "2026-07-01", "--to", "2026-10-01", "--bom")).ShouldBe(Verbs.Good);
        (await File.ReadAllBytesAsync(file))[..5].ShouldBe([0xEF, 0xBB, 0xBF, (byte)'i', (byte)'d']);
    }

    [Theory]
    [InlineData("--from", "2026-07-01")]
    [InlineData("--from", "2026-07-01", "--to", "2026-07-01")]
    [InlineData("--from", "2026-07-01", "--to", "2026-06-01")]
    [InlineData("--from", "01.07.2026", "--to", "2026-10-01")]
    [InlineData("--from", "2026-02-30", "--to", "2026-10-01")]
    [InlineData("--from", "2026-07-01", "--to", "2026-10-01", "--zone", "Mars/Olympus")]
    [InlineData("--from", "2026-07-01", "--to", "2026-10-01", "--format", "xml")]
    [InlineData("--from", "2026-07-01", "--to", "2026-10-01", "--format", "json", "--bom")]
    [InlineData("--from", "-9998-01-01", "--to", "2026-10-01")]
    [InlineData("--from", "2026-07-01", "--to", "9999-12-31")]
    public async Task What_cannot_be_run_is_said_and_nothing_is_written(params string[] words)
    {
        await using var audited = await Open();
        var file = Path.Combine(audited.Folder, "out.csv");
        (await Run(audited, file, words)).ShouldBe(Verbs.CouldNotRun);
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_written_over_and_a_missing_database_is_said()
    {
        await using var audited = await Open();
        var file = Path.Combine(audited.Folder, "out.csv");
        await File.WriteAllTextAsync(file, "mine");
        (await Run(audited, file, "--from", "2026-07-01", "--to", "2026-10-01")).ShouldBe(Verbs.CouldNotRun);
        (await File.ReadAllTextAsync(file)).ShouldBe("mine");
        (await Verbs.Run(["export", "requests", "--from", "2026-07-01", "--to", "2026-10-01", "--database", file + ".none", "--out", file + ".2"])).ShouldBe(Verbs.CouldNotRun);
    }

    [Fact]
    public async Task A_record_that_does_not_prove_its_lines_ends_with_1()
    {
        await using var audited = await Open();
        var id = await audited.Asks(At(0), "x", "kim");
        await audited.Do(id, by => new Command.Deny(by, 1, "No."), "kim", At(1));
        audited.Tamper("update ledger_entry set hash = replace(hash, 'a', 'b') where type = 'voted'");
        (await Run(audited, Path.Combine(audited.Folder, "out.csv"), "--from", "2026-07-01", "--to", "2026-10-01")).ShouldBe(Verbs.Wrong);
    }

    [Fact]
    public void The_document_lists_the_columns_in_order()
    {
        var text = Repository.Read("docs/export.md");
        foreach (var (heading, names) in new[]
        {
            ("## Decisions", Columns.OfDecisions.Select(c => (c.Name, c.Says))),
            ("## Requests", Columns.OfRequests.Select(c => (c.Name, c.Says))),
        })
            Row().Matches(text.Split(heading)[1].Split("\n## ")[0]).Select(m => (m.Groups["name"].Value, m.Groups["says"].Value)).ShouldBe(names);
    }

    private static Task<int> Run(Audited audited, string file, params string[] words) =>
        Verbs.Run(["export", "decisions", .. words, "--database", audited.Path, "--out", file]);

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<says>[^|]*?) ?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
