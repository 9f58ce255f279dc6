namespace Countersign.Playground.Slack;

/// <summary>A local fake of Slack: a workspace, its Web API, and people in it who press buttons. Real HTTP both ways.</summary>
public sealed class StandInSlack : IAsyncDisposable
{
    private readonly ApiServer _server;

    private StandInSlack(StandInOptions options)
    {
        Options = options;
        BotAddress = options.BotAddress;
        Workspace = new(options);
        Triggers = new(options.Time, options.OtherTriggerErrors);
        ResponseUrls = new(options, Workspace);
        Sender = new(this);
        var files = new FileMethods(options, Workspace, () => ApiBaseUrl);
        _server = new(options, Workspace, new WebApi(options, Workspace, Triggers, files), ResponseUrls, files, Failures);
    }

    public StandInOptions Options { get; }

    /// <summary>Ends in <c>/api</c>, without a slash, like Slack's own <c>https://slack.com/api</c>.</summary>
    public Uri ApiBaseUrl { get; private set; } = new("http://127.0.0.1/api");

    /// <summary>Where commands, presses and events go; the paths under it are <c>slack/commands</c>, <c>slack/interactions</c>, <c>slack/events</c>.</summary>
    public Uri? BotAddress { get; set; }
    public string SigningSecret => Options.SigningSecret;
    public string BotToken => Options.BotToken;
    public string TeamId => Options.TeamId;
    public string AppId => Options.AppId;
    public string BotUserId => Options.BotUserId;

    public SlackWorkspace Workspace { get; }
    public FailurePlan Failures { get; } = new();
    public SlackSender Sender { get; }

    /// <summary>Every call of the Web API so far, oldest first.</summary>
    public IReadOnlyList<LoggedCall> Calls => Workspace.Calls.All;
    internal Triggers Triggers { get; }
    internal ResponseUrls ResponseUrls { get; }

    public static async Task<StandInSlack> Start(StandInOptions options)
    {
        var slack = new StandInSlack(options);
        slack.ApiBaseUrl = new Uri(await slack._server.Start(), "api");
        return slack;
    }

    /// <param name="idOrName">A user's id or handle.</param>
    /// <exception cref="ArgumentException">Nobody is called so.</exception>
    public SlackPerson As(string idOrName) =>
        new(this, Workspace.Members.User(idOrName) ?? throw new ArgumentException($"Nobody is called {idOrName}.", nameof(idOrName)));

    /// <summary>What everybody in a channel sees, newest versions, oldest message first.</summary>
    public IReadOnlyList<SlackMessage> Channel(string idOrName) => Workspace.Messages.In(ChannelOf(idOrName).Id);

    /// <summary>Waits in real time, up to the options' patience (ten seconds), until something is there.</summary>
    /// <param name="what">Completes "Nobody saw …" in the failure's message.</param>
    /// <param name="probe">Looks at the workspace; null for not yet.</param>
    /// <exception cref="TimeoutException">It never came; the message shows what did.</exception>
    public Task<T> Eventually<T>(string what, Func<T?> probe) where T : class => Patience.Wait(what, Options.Patience, probe, () => Transcript.Of(Workspace));

    /// <inheritdoc cref="Eventually{T}(string, Func{T})"/>
    public Task Eventually(string what, Func<bool> holds) => Eventually(what, () => holds() ? this : null);

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>What somebody wrote as Slack hands it on: a mention of a member stays one, everything else is escaped.</summary>
    internal string Written(string text) => WrittenText.Of(text, id => Workspace.Members.UserById(id) is not null);

    internal SlackChannel ChannelOf(string idOrName) =>
        Workspace.Members.Channel(idOrName) ?? throw new ArgumentException($"No channel is called {idOrName}.", nameof(idOrName));
}
