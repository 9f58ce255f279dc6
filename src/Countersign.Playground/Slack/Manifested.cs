namespace Countersign.Playground.Slack;

/// <summary>A slash command as the app's manifest registers it.</summary>
/// <param name="Command">With the slash.</param>
public sealed record SlackCommand(string Command, string Description, string UsageHint);

/// <summary>A global shortcut as the app's manifest registers it.</summary>
public sealed record SlackShortcut(string Name, string CallbackId, string Description);
