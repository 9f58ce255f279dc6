using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Countersign.Dashboard;

/// <summary>The style sheet and the icon, built into the assembly: all that the pages load.</summary>
internal static class Assets
{
    private const string Prefix = "dashboard/";

    private static readonly FrozenDictionary<string, Asset> All = typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read);

    private sealed record Asset(byte[] Bytes, string Type, string ETag);

    /// <returns>False when there is no such file.</returns>
    public static async Task<bool> Write(HttpContext http, string name)
    {
        if (!All.TryGetValue(name, out var asset))
            return false;
        var headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ETag = asset.ETag;
        if (http.Request.Headers.IfNoneMatch.Contains(asset.ETag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        http.Response.ContentType = asset.Type;
        http.Response.ContentLength = asset.Bytes.Length;
        await http.Response.Body.WriteAsync(asset.Bytes, http.RequestAborted);
        return true;
    }

    /// <summary>A style sheet that somebody else made.</summary>
    public static async Task WriteStyle(HttpContext http, string css)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/css; charset=utf-8";
        await http.Response.WriteAsync(css, http.RequestAborted);
    }

    private static Asset Read(string resource)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var type = Path.GetExtension(resource) == ".css" ? "text/css; charset=utf-8" : "image/svg+xml";
        return new Asset(bytes, type, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
    }
}
