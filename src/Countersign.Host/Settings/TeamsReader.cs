using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Countersign.Teams;
using Countersign.Teams.Wire.Connector;

namespace Countersign.Host.Settings;

/// <summary>The Teams section: what it must hold, and what each mistake is called.</summary>
internal static class TeamsReader
{
    /// <returns>Null when something is wrong; <paramref name="problems"/> then says what.</returns>
    public static TeamsSettings? Read(TeamsSection teams, IConfiguration all, string folder, List<string> problems)
    {
        var before = problems.Count;
        var appId = Id(teams.AppId, "Teams:AppId", "the Application (client) ID on the app registration's overview", problems);
        var tenantId = Id(teams.TenantId, "Teams:TenantId", "the Directory (tenant) ID on the app registration's overview", problems);
        var credential = Credential(teams, folder, problems);
        var metadata = teams.OpenIdMetadataUrl is { Length: > 0 } given
            ? Address(given, "Teams:OpenIdMetadataUrl", problems)
            : TeamsCloud.Public.OpenIdMetadataUrl;
        var cloud = metadata is null ? TeamsCloud.Public : TeamsCloud.Of(metadata);
        var token = teams.TokenUrl is { Length: > 0 } tokenUrl
            ? Address(tokenUrl, "Teams:TokenUrl", problems)
            : cloud.TokenUrl(tenantId ?? "unknown");
        var hosts = Lists.Of(all, "Teams:AllowedServiceHosts") is { IsEmpty: false } named
            ? named
            : cloud == TeamsCloud.Government ? ServiceHosts.Government : ServiceHosts.Public;
        foreach (var host in hosts.Where(host => !IsHost(host)))
            problems.Add($"Teams:AllowedServiceHosts: “{host}” is not a host, with or without a port, such as smba.trafficmanager.net.");
        var tenants = Lists.Of(all, "Teams:AllowedTenants");
        if (tenantId is not null && !tenants.IsEmpty && !tenants.Contains(tenantId, StringComparer.OrdinalIgnoreCase))
            problems.Add("Teams:AllowedTenants: does not name Teams:TenantId, whose people are on the roster. Add it, or leave the key out.");
        return problems.Count > before
            ? null
            : new TeamsSettings(appId!, credential!, tenantId!, metadata!, token!, hosts, tenants.IsEmpty ? [tenantId!] : tenants);
    }

    private static string? Id(string? value, string key, string where, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(value))
            problems.Add($"{key}: is missing. It is {where} in the Entra admin centre.");
        else if (SettingsReader.IsOfTheSample(value))
            problems.Add($"{key}: {SettingsReader.StillTheSamples}. It is {where} in the Entra admin centre.");
        else if (value.Any(c => !char.IsAsciiHexDigit(c) && c != '-') || value.Length is < 16 or > 64)
            problems.Add($"{key}: “{value}” is not an id such as 7f3c9a52-6d1e-4c0b-9a8e-2b1d5f60c4a7; it is {where} in the Entra admin centre.");
        else
            return value;
        return null;
    }

    private static TeamsCredential? Credential(TeamsSection teams, string folder, List<string> problems)
    {
        if (!string.IsNullOrEmpty(teams.CertificatePath))
        {
            if (string.IsNullOrEmpty(teams.AppPassword) && string.IsNullOrEmpty(teams.AppPasswordFile))
                return Certificate(teams, folder, problems);
            problems.Add("Teams:AppPassword and Teams:CertificatePath are both set; keep one.");
            return null;
        }

        return SettingsReader.Secret(
            teams.AppPassword, teams.AppPasswordFile, "Teams:AppPassword", folder, problems,
            "It is the value (not the id) of a client secret under Certificates & secrets; or set Teams:CertificatePath") is { } secret
            ? new TeamsCredential.Secret(secret)
            : null;
    }

    private static TeamsCredential.Certificate? Certificate(TeamsSection teams, string folder, List<string> problems)
    {
        var path = Path.GetFullPath(teams.CertificatePath!, folder);
        try
        {
            var password = teams.CertificatePassword;
            if (!string.IsNullOrEmpty(teams.CertificatePasswordFile))
                password = File.ReadAllText(Path.GetFullPath(teams.CertificatePasswordFile, folder)).Trim();
            var certificate = path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password)
                : X509CertificateLoader.LoadPkcs12FromFile(path, password);
            if (certificate.GetRSAPrivateKey() is not null)
                return new TeamsCredential.Certificate(certificate);
            problems.Add($"Teams:CertificatePath: {path} holds no private RSA key beside its certificate.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problems.Add($"Teams:CertificatePath: {path} can't be read as a certificate with its key (.pem or .pfx): {unreadable.Message}");
        }

        return null;
    }

    private static bool IsHost(string host)
    {
        try
        {
            _ = new ServiceHostRule([host]);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Uri? Address(string text, string key, List<string> problems)
    {
        var address = SettingsReader.Address(text, key, problems);
        if (address is not { Scheme: "http", IsLoopback: false })
            return address;
        problems.Add($"{key}: has to be https, or what it answers could be anybody's.");
        return null;
    }
}

/// <summary>Settings that hold several texts: a list in the file, or one text with commas, as the environment has it.</summary>
internal static class Lists
{
    public static readonly string[] Keys = ["Teams:AllowedServiceHosts", "Teams:AllowedTenants"];

    public static ImmutableArray<string> Of(IConfiguration all, string key) =>
    [
        .. all.GetSection(key).GetChildren().Select(child => child.Value).Append(all[key]).OfType<string>()
            .SelectMany(text => text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];
}
