namespace Countersign.Playground.Teams;

/// <summary>Somebody in the tenant, or from outside it.</summary>
/// <param name="Id">As bots see it: <c>29:</c> and something opaque.</param>
/// <param name="DirectoryId">The directory object's id, a GUID.</param>
/// <param name="Handle">What tests call them, such as <c>ana</c>.</param>
/// <param name="Name">What people see.</param>
public sealed record TeamsUser(string Id, string DirectoryId, string Handle, string Name)
{
    /// <summary>Another tenant's, for somebody from outside; null for ours.</summary>
    public string? TenantId { get; init; }

    /// <summary>A guest account in this tenant.</summary>
    public bool IsGuest { get; init; }

    /// <summary>An IANA zone name.</summary>
    public string Zone { get; init; } = "Etc/UTC";
    public string Locale { get; init; } = "en-US";
    public string Title { get; init; } = "";

    public string Email => $"{Handle}@example.com";
}
