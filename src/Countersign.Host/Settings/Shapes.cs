namespace Countersign.Host.Settings;

/// <summary>Values that are no text, or texts that the framework would stumble over, before anything is bound to them.</summary>
internal static class Shapes
{
    public static IEnumerable<string> Problems(IConfiguration settings) => [.. NoText(settings), .. NoPath(settings), .. NoLevel(settings)];

    private static IEnumerable<string> NoText(IConfiguration settings) =>
        from section in typeof(Sections).GetProperties()
        from key in settings.GetSection(section.Name).GetChildren()
        where key.GetChildren().Any() && !IsList(key)
        select $"{key.Path}: has to be one text, not a list or a section.";

    private static bool IsList(IConfigurationSection key) =>
        Lists.Keys.Contains(key.Path, StringComparer.OrdinalIgnoreCase) && key.GetChildren().All(child => child.Value is not null);

    private static IEnumerable<string> NoPath(IConfiguration settings) =>
        from key in (string[])["Storage:Path", "Storage:BackupFolder", "Policy:Path", "Slack:SigningSecretFile", "Slack:BotTokenFile", "Teams:AppPasswordFile", "Teams:CertificatePath", "Teams:CertificatePasswordFile", "Telemetry:HeadersFile"]
        where settings[key]?.Any(char.IsControl) == true
        select $"{key}: holds a character that no path has (a line break, or one that can't be seen).";

    private static IEnumerable<string> NoLevel(IConfiguration settings) =>
        from entry in settings.GetSection("Logging").AsEnumerable()
        where entry.Key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase) && entry.Value is not null
            && !Enum.TryParse<LogLevel>(entry.Value, ignoreCase: true, out _)
        select $"{entry.Key}: “{entry.Value}” is no level; known are {string.Join(", ", Enum.GetNames<LogLevel>())}.";
}
