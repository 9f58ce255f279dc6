namespace Countersign.Teams.Wire.Connector;

/// <summary>How the Connector is called.</summary>
public sealed record ConnectorOptions
{
    /// <summary>For one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
