using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Playground.Slack;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Scenarios.House;

/// <summary>What a scenario waits for and looks at behind the chat.</summary>
internal static class Watching
{
    /// <summary>Whoever is asked for a request, once their card is there.</summary>
    public static async Task<SlackPerson> Reviewer(this Home home, int number = 1)
    {
        ChangeRequest? change = null;
        await home.Slack.Eventually($"somebody asked for CR-{number}", () =>
        {
            change = home.Store.Find(new ChangeId(number)).GetAwaiter().GetResult();
            return change?.AskedNow.Any() == true
                && home.As(change.AskedNow.First().Person.Value).Dm.Any(m => m.Readable.Contains($"CR-{number}\n", StringComparison.Ordinal) && m.Readable.Contains("[Approve]", StringComparison.Ordinal));
        });
        return home.As(change!.AskedNow.First().Person.Value);
    }

    /// <summary>The other of the two who can review payments.</summary>
    public static SlackPerson Other(this Home home, SlackPerson reviewer) => home.As(reviewer.User.Name == "lee" ? "kim" : "lee");

    public static async Task<ChangeRequest> Change(this Home home, int number = 1) => (await home.Store.Find(new ChangeId(number)))!;

    /// <summary>Everything that was to be said has been said.</summary>
    public static async Task Quiet(this Home home)
    {
        var rounds = 0;
        await home.Slack.Eventually("quiet", () =>
        {
            rounds = home.Store.Figures().GetAwaiter().GetResult().OutboxWaiting == 0 ? rounds + 1 : 0;
            return rounds > 2;
        });
    }

    /// <summary>The bot's calls but for those by which it looks at people's status, which come by themselves.</summary>
    public static IEnumerable<LoggedCall> Said(this StandInSlack slack) => slack.Calls.Where(c => c.Method is not ("users.info" or "dnd.teamInfo"));

    /// <summary>The request's entries in the ledger of one kind.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> Entries(this Home home, string type, int number = 1) =>
        [.. (await home.Store.LedgerOf(new ChangeId(number))).Select(e => e.Entry).Where(e => e.Type == type)];

    /// <summary>The details of all refusals, those too that belong to no request, such as <c>details:unknown_person</c>.</summary>
    public static IReadOnlyList<string> Refused(this Home home)
    {
        var details = new List<string>();
        using var db = new SqliteConnection($"Data Source={home.DatabasePath};Mode=ReadOnly;Pooling=False");
        db.Open();
        // The host's own connection does every checkpoint.
        _ = raw.sqlite3_db_config(db.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        using var select = db.CreateCommand();
        select.CommandText = "select detail from ledger_entry where type = 'refused' order by seq";
        using var rows = select.ExecuteReader();
        while (rows.Read())
            details.Add(rows.GetString(0));
        return details;
    }

    /// <summary>The card in the team's channel.</summary>
    public static SlackMessage TeamCard(this Home home, int number = 1, string channel = "payments") =>
        home.Slack.Channel(channel).Single(m => m.Readable.Contains($"CR-{number}\n", StringComparison.Ordinal));

    /// <summary>Writes why not, and sends it.</summary>
    public static async Task<SubmitAnswer> Gives(this SlackPerson person, string reason)
    {
        var form = await person.SeesView();
        return await person.Submit((form.Readable.Contains("Why not?", StringComparison.Ordinal) ? "Why not?"
            : form.Readable.Contains("What has to change?", StringComparison.Ordinal) ? "What has to change?" : "Why?", reason));
    }
}
