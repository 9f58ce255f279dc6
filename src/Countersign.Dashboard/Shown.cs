using Microsoft.AspNetCore.Http;

namespace Countersign.Dashboard;

/// <summary>What a request is answered with: a page and what it shows.</summary>
/// <param name="Page">A component with a parameter <c>Model</c>.</param>
public sealed record Shown(Type Page, object Model, int Status = StatusCodes.Status200OK);
