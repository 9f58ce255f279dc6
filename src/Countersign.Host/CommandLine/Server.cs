using System.Net.Sockets;
using Countersign.Core.Ports;
using Countersign.Host.Settings;
using Countersign.Host.Ticking;
using Countersign.Storage;

namespace Countersign.Host.CommandLine;

/// <summary><c>serve</c>: everything that can be wrong is said before the first port is open.</summary>
internal static class Server
{
    public static async Task<int> Run(string? config, CancellationToken cancel)
    {
        var (configuration, settings, problems) = SettingsReader.Read(config);
        return settings is null
            ? Refuse("The settings can't be used:", problems)
            : await Guarded(settings.Listen, () => Serve(settings, configuration, cancel), cancel);
    }

    /// <summary>Runs a server, and puts into words what keeps it from starting.</summary>
    internal static async Task<int> Guarded(Uri listen, Func<Task<int>> serve, CancellationToken cancel)
    {
        try
        {
            return await serve();
        }
        catch (StoreNotOpenedException closed)
        {
            return Refuse("The database was not opened:", [closed.Message]);
        }
        catch (StoreUnavailableException unusable)
        {
            return Refuse("The database can't be used:", [unusable.Message]);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopped before it had started.
            return Verbs.Good;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Refuse("The address is taken:", [$"Something else listens on {listen}. Stop it, or choose another port (Host:Listen; for the playground --port)."]);
        }
        catch (Exception unbound) when (unbound is SocketException || unbound.InnerException is SocketException)
        {
            return Refuse("The address can't be used:", [$"Host:Listen: {listen}: {unbound.Message} Choose an address of this machine, and a port that this user may use."]);
        }
    }

    private static async Task<int> Serve(HostSettings settings, IConfiguration configuration, CancellationToken cancel)
    {
        Maintenance.MakeFolder(settings.DatabasePath);
        await using var store = SqliteStore.Open(settings.DatabasePath, SystemTime.Now());
        await using var app = App.Build(settings, store, configuration);
        var trouble = await app.Services.GetRequiredService<PolicyWatch>().Start(cancel);
        if (trouble.Count > 0)
            return Refuse("There is no policy to work by:", trouble);
        if (store.Damage is { } damage)
            await Console.Error.WriteLineAsync($"The record failed its check, so nothing is granted: {damage}. Run “ledger verify”.");
        await app.StartAsync(cancel);
        await Console.Error.WriteLineAsync($"Countersign listens on {string.Join(", ", app.Urls)}.{(settings.Slack is null ? "" : " Slack's request URLs end in /slack/commands, /slack/interactions and /slack/events.")}{(settings.Teams is null ? "" : " The messaging endpoint of Teams ends in /api/messages.")}");
        await app.WaitForShutdownAsync(cancel);
        return Verbs.Good;
    }

    internal static int Refuse(string title, IEnumerable<string> problems)
    {
        Console.Error.WriteLine(title);
        foreach (var problem in problems)
            Console.Error.WriteLine($"  {problem}");
        return Verbs.CouldNotRun;
    }
}
