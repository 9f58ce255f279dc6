namespace Countersign.Host.Settings;

/// <summary>The settings file, section by section, as people write it. A key that is not here is an error.</summary>
public sealed class Sections
{
    public SlackSection Slack { get; set; } = new();
    public StorageSection Storage { get; set; } = new();
    public PolicySection Policy { get; set; } = new();
    public HostSection Host { get; set; } = new();
}

public sealed class SlackSection
{
    public string? SigningSecret { get; set; }
    public string? SigningSecretFile { get; set; }
    public string? BotToken { get; set; }
    public string? BotTokenFile { get; set; }
    public string? TeamId { get; set; }
    public string? ApiBaseUrl { get; set; }
}

public sealed class StorageSection
{
    public string? Provider { get; set; }
    public string? Path { get; set; }
}

public sealed class PolicySection
{
    public string? Path { get; set; }
}

public sealed class HostSection
{
    public string? Listen { get; set; }
    public string? PublicUrl { get; set; }
}
