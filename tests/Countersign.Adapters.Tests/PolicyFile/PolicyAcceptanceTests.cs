using System.Security.Cryptography;
using System.Text;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Host.CommandLine;
using Countersign.Host.PolicyFile;
using Countersign.Storage;
using NodaTime;
using Shouldly;
using Xunit;
using Notice = Countersign.Core.Desk.Notice;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary><c>policy accept</c>: whoever runs the host takes a file whole, for the record and for the operators to see.</summary>
public sealed class PolicyAcceptanceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-accept-");
    private readonly string _config;
    private readonly string _policy;

    public PolicyAcceptanceTests()
    {
        _policy = Path.Combine(_folder.FullName, "policy.yaml");
        _config = Path.Combine(_folder.FullName, "appsettings.json");
        File.WriteAllText(_config, $$"""
            { "Slack": { "SigningSecret": "0123456789abcdef", "BotToken": "xoxb-1-2-three", "TeamId": "T0123" },
              "Storage": { "Path": "{{Database}}" }, "Policy": { "Path": "{{_policy}}" } }
            """);
    }

    private string Database => Path.Combine(_folder.FullName, "record.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_weakens_is_in_force_whole_afterwards_and_stands_in_the_record()
    {
        await Accepted(Company.Yaml);
        await File.WriteAllTextAsync(_policy, Company.Yaml.Replace("name: Ana Souza, level: mid", "name: Ana Souza, level: principal", StringComparison.Ordinal));

        (await Verbs.Run(["policy", "accept", _policy, "--config", _config])).ShouldBe(0);

        await using var store = SqliteStore.Open(Database, Instant.FromUtc(2026, 11, 25, 10, 0));
        var only = (await store.AcceptedPolicies()).ShouldHaveSingleItem();
        PolicyFileReader.Read(only, ChatHomes.Any).Book!.Roster.Find(new PersonId("ana"))!.Level.ShouldBe(Level.Principal);
        (await store.Outbox(0, 10)).Length.ShouldBeGreaterThan(1);
        (await store.Figures()).LedgerEntries.ShouldBe(3);
    }

    [Fact]
    public async Task Where_the_record_no_longer_says_who_the_operators_were_those_of_the_new_file_are_told()
    {
        var unreadable = "version: 99"u8.ToArray();
        await using (var store = SqliteStore.Open(Database, Instant.FromUtc(2026, 11, 25, 9, 0)))
        {
            await store.Write(work =>
            {
                var digest = Convert.ToHexStringLower(SHA256.HashData(unreadable));
                work.AcceptPolicy(digest, digest, unreadable, 0, Instant.FromUtc(2026, 11, 25, 9, 30));
                return true;
            });
        }

        await File.WriteAllTextAsync(_policy, Company.Yaml);

        (await Verbs.Run(["policy", "accept", _policy, "--config", _config])).ShouldBe(0);

        await using var after = SqliteStore.Open(Database, Instant.FromUtc(2026, 11, 25, 10, 0));
        var told = await after.Outbox(0, 10);
        // The operators' channel, and each of the two.
        told.Length.ShouldBe(3);
        told.Select(m => m.Notice switch { Notice.ForOperators n => n.Words, Notice.ForLead n => n.Words, _ => Sentence.Empty })
            .Select(words => words.Plain(Roster.Empty, DateTimeZone.Utc))
            .ShouldAllBe(words => words.Contains("can't say what it weakens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_policy_in_force_or_with_a_bad_file_nothing_is_accepted()
    {
        await File.WriteAllTextAsync(_policy, Company.Yaml);
        (await Verbs.Run(["policy", "accept", _policy, "--config", _config])).ShouldBe(2);
        await Accepted(Company.Yaml);
        await File.WriteAllTextAsync(_policy, Company.Yaml + "\nsurprise: 1\n");

        (await Verbs.Run(["policy", "accept", _policy, "--config", _config])).ShouldBe(1);
        (await Verbs.Run(["policy", "accept", _policy + ".none", "--config", _config])).ShouldBe(2);

        await using var store = SqliteStore.Open(Database, Instant.FromUtc(2026, 11, 25, 10, 0));
        (await store.Figures()).LedgerEntries.ShouldBe(1);
        // The server has the database for itself.
        (await Verbs.Run(["policy", "accept", _policy, "--config", _config])).ShouldBe(1);
    }

    private async Task Accepted(string yaml)
    {
        var bytes = Encoding.UTF8.GetBytes(yaml);
        PolicyBook book = PolicyFileReader.Read(bytes, ChatHomes.Any).Book!;
        await using var store = SqliteStore.Open(Database, Instant.FromUtc(2026, 11, 25, 9, 0));
        await store.Write(work =>
        {
            work.AcceptPolicy(book.Digest, book.RosterDigest, bytes, 0, Instant.FromUtc(2026, 11, 25, 9, 0));
            return true;
        });
    }
}
