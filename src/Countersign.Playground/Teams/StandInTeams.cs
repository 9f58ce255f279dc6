using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>A local fake of Teams' side: the Bot Framework channel with its keys and tokens, a tenant, and people in it. Real HTTP both ways.</summary>
public sealed class StandInTeams : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];
    private readonly ConnectorServer _server;

    private StandInTeams(TeamsStandInOptions options)
    {
        Options = options;
        BotAddress = options.BotAddress;
        Tenant = new(options);
        BotTokens = new(options.Time);
        Tokens = new(this);
        Sender = new(this);
        _server = new(this);
    }

    public TeamsStandInOptions Options { get; }

    /// <summary>Where it listens, without a path.</summary>
    public Uri Root { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The base of the Connector, with a slash at its end, as activities name it.</summary>
    public Uri ServiceUrl => new(Root, ConnectorServer.BasePath + "/");

    /// <summary>For <c>Teams:OpenIdMetadataUrl</c>.</summary>
    public Uri MetadataUrl => new(Root, ProofEndpoints.MetadataPath);

    /// <summary>For <c>Teams:TokenUrl</c>.</summary>
    public Uri TokenUrl => new(Root, $"{Options.TenantId}/oauth2/v2.0/token");

    /// <summary>For <c>Teams:AllowedServiceHosts</c>: host and port.</summary>
    public string ServiceHost => Root.Authority;

    /// <summary>Where activities go; the path under it is <c>api/messages</c>.</summary>
    public Uri? BotAddress { get; set; }
    public string TenantId => Options.TenantId;
    public string AppId => Options.AppId;

    /// <summary><c>28:</c> and the app's id.</summary>
    public string BotId => $"28:{Options.AppId}";

    public TeamsTenant Tenant { get; }
    public SigningKeys Keys { get; } = new();
    public ChannelTokens Tokens { get; }
    public BotTokens BotTokens { get; }
    public FailurePlan Failures { get; } = new();
    public ActivitySender Sender { get; }

    /// <summary>Every call of the bot's so far, oldest first.</summary>
    public IReadOnlyList<ConnectorCall> Calls => Tenant.Calls.All;

    /// <summary>Everything that Teams would refuse or show wrongly, in words; a good bot leaves none.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    public static async Task<StandInTeams> Start(TeamsStandInOptions options)
    {
        var teams = new StandInTeams(options);
        teams.Root = await teams._server.Start();
        return teams;
    }

    /// <param name="anyName">A handle, an id or a name.</param>
    /// <exception cref="ArgumentException">Nobody is called so.</exception>
    public TeamsPerson As(string anyName) =>
        new(this, Tenant.Directory.User(anyName) ?? throw new ArgumentException($"Nobody is called {anyName}.", nameof(anyName)));

    /// <summary>What stands in a channel or group chat for everybody, newest versions, oldest message first, all threads.</summary>
    public IReadOnlyList<TeamsMessage> Channel(string idOrName) => Tenant.Messages.In(PlaceOf(idOrName).Id);

    /// <summary>A message as it is now: by the one that was in hand before.</summary>
    public TeamsMessage Now(TeamsMessage message) =>
        Tenant.Messages.Find(message.Place, message.Id) ?? throw new ArgumentException("That message is gone.", nameof(message));

    /// <summary>Installs the app for all users of this tenant and tells the bot, teams and group chats that have it included.</summary>
    public async Task InstallEverywhere()
    {
        foreach (var user in Tenant.Directory.Users.Where(user => user.TenantId is null)) await As(user.Id).Install();
        foreach (var place in Tenant.Directory.Places.Where(place => place is { HasBot: true, With: null, Members.Count: > 0 }).DistinctBy(place => place.Team?.Id ?? place.Id))
        {
            await As(place.Members[0]).AddBot(place.Id);
        }
    }

    /// <summary>Waits in real time, up to the options' patience (ten seconds), until something is there.</summary>
    /// <param name="what">Completes "Nobody saw …" in the failure's message.</param>
    /// <param name="probe">Looks at the tenant; null for not yet.</param>
    /// <exception cref="TimeoutException">It never came; the message shows what did.</exception>
    public Task<T> Eventually<T>(string what, Func<T?> probe) where T : class => Patience.Wait(what, Options.Patience, probe, () => TeamsTranscript.Of(this));

    /// <inheritdoc cref="Eventually{T}(string, Func{T})"/>
    public Task<T> Eventually<T>(string what, Func<Task<T?>> probe) where T : class => Patience.Wait(what, Options.Patience, probe, () => TeamsTranscript.Of(this));

    /// <inheritdoc cref="Eventually{T}(string, Func{T})"/>
    public Task Eventually(string what, Func<bool> holds) => Eventually(what, () => holds() ? this : null);

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await _server.DisposeAsync();
    }

    internal TeamsPlace PlaceOf(string idOrName) =>
        Tenant.Directory.Place(idOrName) ?? throw new ArgumentException($"No channel or chat is called {idOrName}.", nameof(idOrName));

    internal void Found(ConnectorRequest request, IEnumerable<string> faults, JsonNode payload) =>
        Found($"{request.Operation} {request.Conversation}", faults, payload);

    internal void Found(string where, IEnumerable<string> faults, JsonNode payload)
    {
        lock (_gate) _faults.AddRange(faults.Select(fault => $"{where}: {fault} in {Json.Write(payload)}"));
    }
}
