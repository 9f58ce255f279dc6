namespace Countersign.Dashboard;

/// <summary>Where the dashboard stands, and for whom.</summary>
/// <param name="Address">Where people reach the host, such as <c>https://countersign.example.com</c>; null when the settings don't say.</param>
/// <param name="Under">The path under it, such as <c>/dashboard</c>; empty for the root.</param>
/// <param name="IsOpen">Nobody signs in: in the playground alone, where it answers at this machine's own address only.</param>
public sealed record DashboardOptions(Uri? Address, string Under = "", bool IsOpen = false)
{
    /// <summary>What stands before every path in a page. A proxy in front may add a path of its own, which it takes off again.</summary>
    public string Base { get; } = (Address?.AbsolutePath.TrimEnd('/') ?? "") + Under;

    /// <summary>False where what is shown would travel in the clear; plain http reaches this machine alone.</summary>
    public bool IsPrivate => Address is null or { Scheme: "https" } or { IsLoopback: true };

    public bool IsHttps => Address is { Scheme: "https" };

    /// <param name="path">Begins with a slash.</param>
    public Uri To(string path) => new(Address!.GetLeftPart(UriPartial.Authority) + Base + path);
}
