namespace Countersign.Host.Settings;

/// <summary>The settings file, section by section, as people write it. A key that is not here is an error.</summary>
public sealed class Sections
{
    public SlackSection Slack { get; set; } = new();
    public TeamsSection Teams { get; set; } = new();
    public StorageSection Storage { get; set; } = new();
    public PolicySection Policy { get; set; } = new();
    public HostSection Host { get; set; } = new();
    public TelemetrySection Telemetry { get; set; } = new();
}

public sealed class TelemetrySection
{
    public string? OtlpEndpoint { get; set; }
    public string? Protocol { get; set; }
    public string? Headers { get; set; }
    public string? HeadersFile { get; set; }
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

public sealed class TeamsSection
{
    public string? AppId { get; set; }
    public string? AppPassword { get; set; }
    public string? AppPasswordFile { get; set; }
    public string? CertificatePath { get; set; }
    public string? CertificatePassword { get; set; }
    public string? CertificatePasswordFile { get; set; }
    public string? TenantId { get; set; }
    public string? OpenIdMetadataUrl { get; set; }
    public string? TokenUrl { get; set; }

    /// <summary>A list, or one text with commas; <see cref="Lists"/> reads it.</summary>
    public string[]? AllowedServiceHosts { get; set; }

    /// <summary>As <see cref="AllowedServiceHosts"/>.</summary>
    public string[]? AllowedTenants { get; set; }
}

public sealed class StorageSection
{
    public string? Provider { get; set; }
    public string? Path { get; set; }
    public string? BackupFolder { get; set; }
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
