using System.Globalization;
using Countersign.Core.People;
using Countersign.Storage;
using Countersign.Storage.Migrations;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>What an older version wrote is there, in its new form, after an upgrade.</summary>
public sealed class MigrationTests
{
    private const long Hour = 3_600_000_000_000;

    [Theory]
    [InlineData(9 * Hour, 17 * Hour, (long)WeekDays.Weekdays, "Mon-Fri 09:00-17:00")]
    [InlineData(7 * Hour + Hour / 2, 15 * Hour + Hour / 4, (long)(WeekDays.Monday | WeekDays.Friday), "Mon,Fri 07:30-15:15")]
    [InlineData(0L, 24 * Hour - Hour / 60, (long)WeekDays.All, "Mon-Sun 00:00-24:00")]
    [InlineData(22 * Hour, 23 * Hour, (long)WeekDays.Sunday, "Sun 22:00-23:00")]
    [InlineData(null, null, null, null)]
    public async Task Hours_that_people_set_are_carried_over(long? from, long? to, long? days, string? hours)
    {
        await using var temporary = new TemporaryStore();
        await temporary.Store.DisposeAsync();
        File.Delete(temporary.Path);
        using (var db = temporary.Outsider())
        {
            Until(db, "0003");
            db.Execute(
                "insert into person_setting (person, hours_from, hours_to, hours_days, own_limit) values ('kim', @from, @to, @days, 3)",
                new { from, to, days });
        }

        await temporary.Restart();

        var kim = (await temporary.Store.People(Ledgerland.Monday))[new PersonId("kim")];
        kim.OwnHours?.ToString().ShouldBe(hours);
        kim.OwnLimit.ShouldBe(3);
    }

    private static void Until(SqliteConnection db, string last)
    {
        var storage = typeof(SqliteStore).Assembly;
        db.Execute("create table schema_migration (number integer primary key, name text not null, applied_at integer not null)");
        foreach (var name in storage.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var (number, title) = (name.Split('.')[^2][..4], name.Split('.')[^2][5..]);
            if (string.CompareOrdinal(number, last) > 0)
                continue;
            using var sql = new StreamReader(storage.GetManifestResourceStream(name)!);
            db.Execute(sql.ReadToEnd());
            db.Execute("insert into schema_migration values (@number, @title, 0)", new { number = long.Parse(number, CultureInfo.InvariantCulture), title });
        }

        db.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {Migrator.ApplicationId}"));
    }
}
