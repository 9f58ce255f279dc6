using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Host.PolicyFile;
using Countersign.Host.Settings;
using Countersign.Storage;

namespace Countersign.Host.CommandLine;

/// <summary>
/// <c>policy accept</c>: whoever runs the host puts a policy file in force whole, where too few operators are left to confirm it in chat.
/// It needs the database for itself, stands in the record, and the operators are told (docs/security.md).
/// </summary>
internal static class PolicyAcceptance
{
    public static async Task<int> Run(FileInfo file, string? config, CancellationToken cancel)
    {
        var (_, settings, problems) = SettingsReader.Read(config);
        if (settings is null)
            return Server.Refuse("The settings can't be used:", problems);
        byte[] bytes;
        try
        {
            bytes = BoundedFile.Read(file.FullName, PolicyFileReader.MaxBytes);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Server.Refuse("The policy file can't be read:", [unreadable.Message]);
        }

        var reading = PolicyFileReader.Read(bytes, settings.Homes, file.Name);
        if (reading.Book is not { } book)
        {
            Server.Refuse($"{file.Name} would not be taken:", reading.Errors.Select(e => e.ToString()));
            return Verbs.Wrong;
        }

        try
        {
            await using var store = SqliteStore.Open(settings.DatabasePath, SystemTime.Now());
            var accepted = await store.AcceptedPolicies(cancel);
            var (before, unreadable) = AcceptedFiles.Read(accepted, settings);
            if (accepted.IsEmpty)
                return Server.Refuse("There is nothing to accept:", ["No policy is in force yet: “serve” takes the first one as it is."]);
            ImmutableArray<Weakening>? weakened = unreadable.Count == 0 ? PolicyHold.Take(before, book).Waiting : null;
            await store.Write(
                work =>
                {
                    var now = SystemTime.Now();
                    work.Record("policy_accepted_on_host", null, new LedgerContext(Actor.Bot.Instance, book, now));
                    work.AcceptPolicy(book.Digest, book.RosterDigest, bytes, 0, now);
                    work.RouteWaitingNow(now);
                    // Those who could have confirmed it hear of it, not those whom the new file names. Where the record no longer says
                    // who they were, the new file's are better than nobody.
                    Notices.TellAllOperators(work, weakened is null ? book : before, PolicyWords.AcceptedOnHost(book, weakened), now);
                    return true;
                },
                cancel);
            Console.WriteLine($"Policy {PolicyWords.Brief(book.Digest)} is in force from the next start on{weakened switch
            {
                null => ". What was in force before can't be read, so what it weakens is not known.",
                { IsEmpty: true } => ".",
                _ => ", with what it weakens:",
            }}");
            foreach (var weakening in weakened ?? [])
                Console.WriteLine($"  {weakening.Words}");
            var there = File.Exists(settings.PolicyPath) ? BoundedFile.Read(settings.PolicyPath, PolicyFileReader.MaxBytes) : [];
            if (!bytes.AsSpan().SequenceEqual(there))
                Console.WriteLine($"Copy it to {settings.PolicyPath} before you start: the file there is another one, and would be taken next.");
            return Verbs.Good;
        }
        catch (Exception closed) when (closed is StoreNotOpenedException or Core.Ports.StoreUnavailableException)
        {
            return Server.Refuse("The database was not opened; stop the server first:", [closed.Message]);
        }
    }
}
