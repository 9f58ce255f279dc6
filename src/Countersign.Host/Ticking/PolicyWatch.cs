using Countersign.Core.Desk;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Host.PolicyFile;
using Countersign.Host.Settings;
using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>
/// Takes the policy file when it changes. A bad one never weakens anything: the last accepted one stays in force, across a
/// restart too, and the log, the record and the operators' channel say what is wrong.
/// </summary>
public sealed partial class PolicyWatch(
    IStore store, PolicyInForce policy, PolicyReload reload, HostSettings settings, IClock clock, ILogger<PolicyWatch> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private (DateTime Written, long Length) _seen;
    private string _refused = "";

    /// <summary>At the start: the file, or else the bytes accepted last.</summary>
    /// <returns>What keeps the server from starting; empty when a policy is in force.</returns>
    public async Task<IReadOnlyList<string>> Start(CancellationToken cancel)
    {
        var (inForce, unreadable) = AcceptedFiles.Read(await store.AcceptedPolicies(cancel), settings);
        // Going on without it would take the file that is there now whole, whatever it weakens.
        if (unreadable.Count > 0)
            return ["The policy that was accepted last can't be read by this version. Run “policy accept FILE” with one that can.", .. unreadable];
        policy.Book = inForce;
        await Look(cancel);
        if (policy.Book.Digest.Length > 0)
        {
            await reload.JudgeAgain(clock.GetCurrentInstant(), cancel);
            return [];
        }

        return _refused.Length > 0 && File.Exists(settings.PolicyPath)
            ? [$"Policy:Path: {settings.PolicyPath} can't be used, and no earlier policy was ever accepted.", _refused]
            : [$"Policy:Path: there is no file {settings.PolicyPath}. Copy policy.sample.yaml there and put your people into it."];
    }

    /// <summary>Reads the file if it has changed since the last look.</summary>
    public async Task Look(CancellationToken cancel)
    {
        // Two at once would take the same file twice, and tell of it twice.
        await _one.WaitAsync(cancel);
        try
        {
            await LookNow(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task LookNow(CancellationToken cancel)
    {
        try
        {
            var file = new FileInfo(settings.PolicyPath);
            if (!file.Exists)
            {
                await Refuse($"There is no file {settings.PolicyPath} any more.", cancel);
                return;
            }

            var state = (file.LastWriteTimeUtc, file.Length);
            if (state == _seen)
                return;
            await Take(BoundedFile.Read(settings.PolicyPath, PolicyFileReader.MaxBytes), cancel);
            _seen = state;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await Refuse($"The file can't be read: {unreadable.Message}", cancel);
        }
    }

    private async Task Take(byte[] bytes, CancellationToken cancel)
    {
        var reading = PolicyFileReader.Read(bytes, settings.Homes, settings.PolicyPath);
        if (reading.Book is not { } book)
        {
            await Refuse(string.Join("\n", reading.Errors.Take(20)), cancel);
            return;
        }

        if (_refused.Length > 0 && policy.Book.Digest.Length > 0)
            await reload.IsGoodAgain(clock.GetCurrentInstant(), cancel);
        _refused = "";
        if (book.Digest == policy.Book.Digest)
            return;
        var moved = await reload.Accept(book, bytes, clock.GetCurrentInstant(), cancel);
        LogAccepted(book.Digest, book.Roster.Everybody.Length, book.Services.Count, moved);
        foreach (var waiting in policy.Book.Waiting)
            LogWaiting(waiting.Words);
        foreach (var advice in reading.Findings)
            LogAdvice(advice.ToString());
    }

    private async Task Refuse(string why, CancellationToken cancel)
    {
        if (why == _refused)
            return;
        _refused = why;
        if (policy.Book.Digest.Length == 0)
            return;
        LogRefused(settings.PolicyPath, why);
        await reload.Refuse(why, clock.GetCurrentInstant(), cancel);
    }

    [LoggerMessage(LogLevel.Information, "Policy {Digest} is in force: {People} people, {Services} services; {Moved} open requests lost somebody who may no longer decide")]
    private partial void LogAccepted(string digest, int people, int services, int moved);

    [LoggerMessage(LogLevel.Warning, "Policy: not in force until two operators confirm it: {Weakening}")]
    private partial void LogWaiting(string weakening);

    [LoggerMessage(LogLevel.Warning, "Policy: {Advice}")]
    private partial void LogAdvice(string advice);

    [LoggerMessage(LogLevel.Error, "The policy file {Path} is not taken, the one before stays in force: {Why}")]
    private partial void LogRefused(string path, string why);
}
