namespace Countersign.Teams.Wire.Connector;

/// <summary>One call, as the transport needs it.</summary>
/// <param name="Path">Below the service URL; ids in it are escaped.</param>
/// <param name="Thread">What Teams counts it under.</param>
/// <param name="IsRepeatable">Whether doing it twice is the same as once.</param>
internal sealed record ConnectorCall(HttpMethod Method, Uri ServiceUrl, string? Path, string Thread, byte[]? Json, bool IsRepeatable);
