using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Teams;

/// <summary>Writes signed tokens, the wrong ones too.</summary>
public static class CompactToken
{
    /// <param name="header">As it shall stand there, whatever it says.</param>
    /// <param name="claims">As they shall stand there.</param>
    /// <param name="sign">Gets what is signed; null leaves the third part empty.</param>
    public static string Write(JsonObject header, JsonObject claims, Func<byte[], byte[]>? sign)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{(sign is null ? "" : WebEncoders.Base64UrlEncode(sign(Encoding.ASCII.GetBytes(signed))))}";
    }

    private static string Part(JsonObject part) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(Json.Write(part)));
}
