using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Countersign.Playground.Page;

/// <summary>The page's own files, built into the assembly.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PageFile> All = Load();

    private sealed record PageFile(byte[] Bytes, string Type, string ETag);

    public static Task Serve(HttpContext http, string path)
    {
        if (!All.TryGetValue(path, out var file)) return PageAnswer.NotThere("The playground has no such file.").Write(http);
        var headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ETag = file.ETag;
        if (http.Request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        http.Response.ContentType = file.Type;
        http.Response.ContentLength = file.Bytes.Length;
        return http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted).AsTask();
    }

    /// <summary>A picture that the bot sent. Whatever it holds, the browser takes it for nothing else.</summary>
    public static Task Png(HttpContext http, ReadOnlyMemory<byte> bytes)
    {
        http.Response.ContentType = "image/png";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static FrozenDictionary<string, PageFile> Load()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return new PageFile(bytes, Types[Path.GetExtension(name)], $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
            });
    }
}
