using System.Globalization;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Export;
using Countersign.Core.Ledger;
using Countersign.Host.Export;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static Countersign.Adapters.Tests.Export.Audited;

namespace Countersign.Adapters.Tests.Export;

public sealed class ExportTests
{
    [Fact]
    public async Task Each_decision_is_a_line_with_who_when_how_long_and_its_ledger_entry()
    {
        await using var audited = await Open();
        var id = await audited.Asks(At(0), "Retry refunds", "kim", "mo");
        await audited.Do(id, by => new Command.ClaimReview(by, 1, NodaTime.Duration.FromMinutes(30)), "kim", At(10));
        await audited.Do(id, by => new Command.Approve(by, 1, VoteStanding.Sound), "kim", At(40));
        await audited.Do(id, by => new Command.Deny(by, 1, "No rollback."), "mo", At(150));

        var (lines, report) = audited.Csv(ExportOf.Decisions);

        report.IsSound.ShouldBeTrue(string.Join('\n', report.Troubles));
        lines.Count.ShouldBe(2);
        Of(lines[0], "id", "service", "team", "tier", "author", "author_level", "round", "seat", "decision", "decided_by", "decided_by_level", "platform")
            .ShouldBe(["CR-1", "payments", "money", "critical", "ana", "mid", "1", "1", "approved", "kim", "senior", "slack"]);
        Of(lines[0], "asked_at", "decided_at", "ended_the_round", "first_response_minutes", "decision_minutes", "decision_sla_minutes", "breached")
            .ShouldBe(["2026-07-06T09:00:00.000Z", "2026-07-06T09:40:00.000Z", "false", "10", "40", "120", "false"]);
        Of(lines[1], "decision", "decided_by", "decided_by_level", "reason", "ended_the_round", "decision_minutes", "due_at", "breached")
            .ShouldBe(["denied", "mo", "principal", "No rollback.", "true", "150", "2026-07-06T11:00:00.000Z", "true"]);
        foreach (var line in lines)
            Entry(audited, line).ShouldBe(("voted", "CR-1", line["decision"], line["policy"]));
    }

    [Fact]
    public async Task A_request_is_a_line_as_it_stands_with_its_last_round()
    {
        await using var audited = await Open();
        var settled = await audited.Asks(At(0), "Settled", "kim", "mo");
        await audited.Do(settled, by => new Command.Approve(by, 1, VoteStanding.Sound), "kim", At(20));
        await audited.Do(settled, by => new Command.Approve(by, 1, VoteStanding.Sound), "mo", At(30));
        var open = await audited.Asks(At(1), "Open", "kim");
        await audited.Do(open, by => new Command.Decline(by, 1, DeclineReason.Overloaded), "kim", At(5));
        var withdrawn = await audited.Asks(At(2), "Withdrawn", "kim");
        await audited.Do(withdrawn, by => new Command.Withdraw(by), "ana", At(6));

        var (lines, _) = audited.Csv(ExportOf.Requests);

        lines.Select(l => l["id"]).ShouldBe(["CR-1", "CR-2", "CR-3"]);
        Of(lines[0], "outcome", "decided_by", "decided_by_level", "decision_minutes", "destructive", "commit")
            .ShouldBe(["approved", "kim, mo", "senior, principal", "30", "deletes, migrates", ""]);
        Of(lines[1], "outcome", "ended_at", "decided_by", "decision_minutes", "hand_overs", "ledger_seq", "ledger_hash").ShouldBe(["waiting", "", "", "", "1", "", ""]);
        Of(lines[2], "outcome", "ended_at", "decided_by").ShouldBe(["withdrawn", "2026-07-06T09:06:00.000Z", ""]);
        Entry(audited, lines[0]).Type.ShouldBe("round_settled");
        Entry(audited, lines[2]).Type.ShouldBe("withdrawn");
    }

    [Fact]
    public async Task A_period_holds_its_first_instant_and_not_the_one_that_it_ends_with()
    {
        await using var audited = await Open();
        foreach (var minute in new[] { 9, 10, 19, 20 })
        {
            var id = await audited.Asks(At(minute), "x", "kim");
            await audited.Do(id, by => new Command.Approve(by, 1, VoteStanding.Sound), "kim", At(minute));
        }

        audited.Csv(ExportOf.Decisions, At(10), At(20)).Lines.Select(l => l["id"]).ShouldBe(["CR-2", "CR-3"]);
        audited.Csv(ExportOf.Requests, At(10), At(20)).Lines.Select(l => l["id"]).ShouldBe(["CR-2", "CR-3"]);
    }

    [Fact]
    public async Task A_decision_counts_in_the_period_in_which_it_was_made_however_long_ago_it_was_asked_for()
    {
        await using var audited = await Open();
        var id = await audited.Asks(At(0), "x", "kim");
        await audited.Do(id, by => new Command.Approve(by, 1, VoteStanding.Sound), "kim", At(60 * 24 * 40));
        audited.Csv(ExportOf.Decisions, At(60 * 24 * 39), At(60 * 24 * 41)).Lines.ShouldHaveSingleItem();
        audited.Csv(ExportOf.Requests, At(60 * 24 * 39), At(60 * 24 * 41)).Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_approval_that_ceased_to_count_is_there_and_says_since_when()
    {
        await using var audited = await Open();
        var id = await audited.Asks(At(0), "x", "kim", "mo");
        await audited.Do(id, by => new Command.Approve(by, 1, VoteStanding.Sound), "kim", At(5));
        await audited.Do(id, by => new Command.VoidVote(by, 1), "bot", At(7));
        var line = audited.Csv(ExportOf.Decisions).Lines.ShouldHaveSingleItem();
        Of(line, "decided_by", "voided_at").ShouldBe(["kim", "2026-07-06T09:07:00.000Z"]);
    }

    [Fact]
    public async Task Hostile_titles_reasons_and_names_are_no_formula_in_any_cell_and_exact_in_JSON()
    {
        await using var audited = await Open();
        string[] hostile = [Formula, "+1", "-1", "@x", "\tx", "\rx", "\n=1", "a;=1", "a\n=1", "\"=1", "a;\"=1", "＝1", "'=1", "a,b", "\u001b[31m", "<script>", "日本"];
        foreach (var text in hostile)
        {
            var id = await audited.Asks(At(0), text, "kim");
            await audited.Do(id, by => new Command.Deny(by, 1, text), "kim", At(1));
        }

        foreach (var of in Enum.GetValues<ExportOf>())
        {
            var lines = audited.Csv(of).Lines;
            lines.Count.ShouldBe(hostile.Length);
            foreach (var cell in lines.SelectMany(l => l.Values))
                foreach (var part in cell.Split([';', '\t', '\r', '\n']).Select(p => p.TrimStart('"')))
                    (part.Length > 0 && "=+-@＝＋－＠".Contains(part[0])).ShouldBeFalse(cell);
            lines.Select(l => l["title"]).Where(t => t is ['\t' or '\r' or '\n', ..]).ShouldBeEmpty();
            lines[0]["author_name"].ShouldBe("'@SUM(1;2)");
            lines[0]["decided_by_name"].ShouldBe("'" + Formula);
            lines[0]["ai_tools"].ShouldBe("'-Copilot");

            using var json = JsonDocument.Parse(audited.Written(new ExportOrder(of, new ExportPeriod(Nine, At(60)), ExportForm.Json)).Text);
            json.RootElement.EnumerateArray().Select(l => l.GetProperty("title").GetString()).ShouldBe(hostile);
            json.RootElement.EnumerateArray().Select(l => l.GetProperty("reason").GetString()).ShouldBe(hostile.Select(t => t.Trim()));
        }
    }

    [Fact]
    public void Numbers_stay_numbers()
    {
        Column<double>[] columns = [new("number", "", n => n), new("text", "", n => n.ToString(CultureInfo.InvariantCulture))];
        using var target = new MemoryStream();
        using (var lines = new CsvLines<double>(target, mark: false, columns))
        {
            lines.Begin();
            lines.Write(-1.5);
            lines.End();
        }

        System.Text.Encoding.UTF8.GetString(target.ToArray()).ShouldBe("number,text\r\n-1.5,'-1.5\r\n");
    }

    [Fact]
    public async Task JSON_is_an_array_with_a_line_for_each_object_and_the_same_columns()
    {
        await using var audited = await Open();
        foreach (var form in Enum.GetValues<ExportForm>())
            audited.Written(new ExportOrder(ExportOf.Decisions, new ExportPeriod(Nine, At(1)), form)).Report.Lines.ShouldBe(0);
        audited.Written(new ExportOrder(ExportOf.Decisions, new ExportPeriod(Nine, At(1)), ExportForm.Json)).Text.ShouldBe("[\n]\n");
        for (var n = 0; n < 3; n++)
            await audited.Asks(At(n), "x", "kim");
        var text = audited.Written(new ExportOrder(ExportOf.Requests, new ExportPeriod(Nine, At(10)), ExportForm.Json)).Text;
        var rows = text.Split('\n')[1..^2];
        rows.Length.ShouldBe(3);
        foreach (var row in rows)
            JsonDocument.Parse(row.TrimEnd(',')).RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(Columns.OfRequests.Select(c => c.Name));
    }

    [Fact]
    public async Task Lines_that_the_ledger_does_not_prove_are_named()
    {
        await using var audited = await Open();
        var id = await audited.Asks(At(0), "x", "kim");
        await audited.Do(id, by => new Command.Deny(by, 1, "No."), "kim", At(1));
        audited.Tamper("update change_event set body = cast(replace(body, 'No.', 'Yes') as blob) where kind = 'voted'");
        var (lines, report) = audited.Csv(ExportOf.Decisions);
        lines.ShouldHaveSingleItem();
        report.Troubles.ShouldHaveSingleItem().ShouldBe("CR-1: ledger entry 4 does not prove its event.");
    }

    [Fact]
    public async Task A_request_that_can_not_be_read_is_named_and_the_others_are_there()
    {
        await using var audited = await Open();
        for (var n = 0; n < 3; n++)
            await audited.Asks(At(n), "x", "kim");
        audited.Tamper("update change_event set body = 'text' where change_id = 1");
        audited.Tamper("delete from change_event where change_id = 2 and version = 1");
        var (lines, report) = audited.Csv(ExportOf.Requests);
        lines.Select(l => l["id"]).ShouldBe(["CR-3"]);
        report.Troubles.Select(t => t[..5]).ShouldBe(["CR-1:", "CR-2:"]);
        report.Troubles.ShouldAllBe(t => t.EndsWith("It is left out.", StringComparison.Ordinal));
    }

    private static string[] Of(Dictionary<string, string> line, params string[] columns) => [.. columns.Select(c => line[c])];

    // Straight from the table, with the hash made anew from the bytes.
    private static (string Type, string Request, string? Verdict, string Policy) Entry(Audited audited, Dictionary<string, string> line)
    {
        using var db = new SqliteConnection($"Data Source={audited.Path};Mode=ReadOnly;Pooling=False");
        var (type, request, verdict, policy, bytes) = db.QuerySingle<(string, string, string?, string, byte[])>(
            "select type, request, verdict, policy, bytes from ledger_entry where seq = @seq", new { seq = long.Parse(line["ledger_seq"], CultureInfo.InvariantCulture) });
        LedgerChain.HashOf(bytes).ShouldBe(line["ledger_hash"]);
        return (type, request, verdict, policy);
    }
}
