namespace Countersign.Host.PolicyFile;

/// <summary>Reads a file whose size nobody vouches for: never much more than what would be taken.</summary>
internal static class BoundedFile
{
    /// <returns>The whole file, or its first <paramref name="most"/> + 1 bytes when it is larger: enough to be refused as too large.</returns>
    public static byte[] Read(string path, int most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (bytes.Length <= most && file.Read(buffer, 0, (int)Math.Min(buffer.Length, most + 1 - bytes.Length)) is > 0 and var count)
            bytes.Write(buffer, 0, count);
        return bytes.ToArray();
    }
}
