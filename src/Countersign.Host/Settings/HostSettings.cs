using Countersign.Slack;

namespace Countersign.Host.Settings;

/// <summary>Everything the server runs with, validated.</summary>
/// <param name="DatabasePath">Absolute.</param>
/// <param name="PolicyPath">Absolute.</param>
/// <param name="Listen">What is bound, such as <c>http://127.0.0.1:5080</c>.</param>
/// <param name="PublicUrl">Where Slack reaches it; null when the settings don't say.</param>
public sealed record HostSettings(SlackSettings Slack, string DatabasePath, string PolicyPath, Uri Listen, Uri? PublicUrl);
