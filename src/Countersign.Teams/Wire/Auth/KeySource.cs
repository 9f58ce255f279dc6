namespace Countersign.Teams.Wire.Auth;

/// <summary>Reads the channel's keys once, over HTTP. Null for whatever went wrong.</summary>
/// <param name="patience">For both documents together: somebody is waiting.</param>
internal sealed class KeySource(HttpClient http, Uri metadataUrl, TimeSpan patience)
{
    private const long MaxDocument = 1_048_576;

    public async Task<KeySet?> Read()
    {
        using var timeout = new CancellationTokenSource(patience);
        var metadata = await Get(metadataUrl, timeout.Token);
        if (metadata is null || KeyDocument.KeysUrl(metadata) is not { } keysUrl) return null;
        return await Get(keysUrl, timeout.Token) is { } keys ? KeyDocument.Keys(keys) : null;
    }

    private async Task<byte[]?> Get(Uri url, CancellationToken ct)
    {
        if (!TeamsHttp.IsPrivate(url)) return null;
        try
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode) return null;
            await response.Content.LoadIntoBufferAsync(MaxDocument, ct);
            return await response.Content.ReadAsByteArrayAsync(ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
