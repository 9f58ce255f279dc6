using Countersign.Dashboard;
using Countersign.Host.PolicyFile;
using Countersign.Host.Telemetry;
using Countersign.Slack;
using Countersign.Teams;

namespace Countersign.Host.Settings;

/// <summary>Everything the server runs with, validated.</summary>
/// <param name="Slack">Null when Slack is off; one of the platforms is on.</param>
/// <param name="Teams">Null when Teams is off.</param>
/// <param name="DatabasePath">Absolute.</param>
/// <param name="PolicyPath">Absolute.</param>
/// <param name="Listen">What is bound, such as <c>http://127.0.0.1:5080</c>.</param>
/// <param name="PublicUrl">Where people and platforms reach it; null when the settings don't say.</param>
public sealed record HostSettings(
    SlackSettings? Slack, TeamsSettings? Teams, string DatabasePath, string PolicyPath, Uri Listen, Uri? PublicUrl)
{
    /// <summary>Absolute; null when no nightly copies are made.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>In the playground nobody signs in to the dashboard, and the page of the chats has the root.</summary>
    public bool IsPlayground { get; init; }

    public DashboardOptions Dashboard => IsPlayground ? new DashboardOptions(Listen, "/dashboard", IsOpen: true) : new DashboardOptions(PublicUrl);

    /// <summary>Null when nobody is told what the program measures of itself.</summary>
    public TelemetrySettings? Telemetry { get; init; }

    /// <summary>Which ids of the policy file count here.</summary>
    public ChatHomes Homes => new(Slack?.TeamId, Teams?.TenantId);
}
