using System.Security.Cryptography.X509Certificates;

namespace Countersign.Playground.Teams;

/// <summary>What the stand-in tenant and its Bot Framework channel are like.</summary>
public sealed record TeamsStandInOptions
{
    public required TimeProvider Time { get; init; }

    public string TenantId { get; init; } = "7e57ab1e-0000-4000-8000-000000000001";

    /// <summary>The bot's app registration; also its bot id, which stands behind <c>28:</c>.</summary>
    public string AppId { get; init; } = "b07b07b0-0000-4000-8000-000000000002";
    public string AppSecret { get; init; } = "stand-in-client-secret";

    /// <summary>What a signed client assertion is checked with; null where the app has a secret only.</summary>
    public X509Certificate2? AppCertificate { get; init; }
    public string BotName { get; init; } = "Countersign";

    public IReadOnlyList<TeamsUser> Users { get; init; } = [];
    public IReadOnlyList<TeamsTeam> Teams { get; init; } = [];
    public IReadOnlyList<TeamsGroupChat> GroupChats { get; init; } = [];

    /// <summary>The message extension's commands, as the manifest names them.</summary>
    public IReadOnlyList<TeamsExtension> Extensions { get; init; } = [];

    /// <summary>Where the bot listens; may be set later on the stand-in. Activities go to <c>api/messages</c> under it.</summary>
    public Uri? BotAddress { get; init; }

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>Answers 429 beyond the Connector's rates for a thread and for the app.</summary>
    public bool EnforceRates { get; init; }

    /// <summary>An activity in bytes of JSON that is still taken.</summary>
    public int MostBytes { get; init; } = 28 * 1024;

    /// <summary>How many members a page holds at most, whatever the bot asks for.</summary>
    public int MembersPage { get; init; } = 200;

    /// <summary>Gives a member's directory id as <c>objectId</c> in place of <c>aadObjectId</c>, the other spelling.</summary>
    public bool OtherDirectoryIdName { get; init; }

    /// <summary>How long Teams waits for an answer, in real time; its own limit is seen between 5 and 15 s.</summary>
    public TimeSpan AckLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long people wait to see something, in real time, before a test has failed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>A command of the message extension that opens a dialog.</summary>
/// <param name="Id">As the manifest names it.</param>
/// <param name="Title">What people choose.</param>
public sealed record TeamsExtension(string Id, string Title, string Description);
