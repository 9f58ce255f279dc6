using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Countersign.Edge;

/// <summary>The exact bytes of a request, in a pooled buffer: the signature is over them, before any parsing.</summary>
/// <remarks>
/// Nobody is proven yet while this reads, so memory is given only for bytes that came, and large bodies only a few at a time.
/// </remarks>
public sealed class RawBody : IDisposable
{
    /// <summary>The platforms' largest payloads (a message with everything on it) stay well under this.</summary>
    public const int Max = 512 * 1024;

    private const int Small = 32 * 1024;
    private static readonly SemaphoreSlim LargeOnes = new(48);

    // The platforms send theirs at once; whoever trickles must not keep one of the few places.
    private static readonly TimeSpan LargeWithin = TimeSpan.FromSeconds(5);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Small);
    private int _length;
    private bool _isLarge;

    private RawBody()
    {
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <returns>The body; or null and the status to refuse it with. Nothing beyond <see cref="Max"/> is read.</returns>
    public static async ValueTask<(RawBody? Body, int Refusal)> Read(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Max)
            return (null, StatusCodes.Status413PayloadTooLarge);
        var body = new RawBody();
        CancellationTokenSource? limit = null;
        try
        {
            while (true)
            {
                if (body._length == body._buffer.Length)
                {
                    if (!body.TryGrow())
                        break;
                    if (limit is null)
                    {
                        limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                        limit.CancelAfter(LargeWithin);
                    }
                }

                var read = await request.Body.ReadAsync(body._buffer.AsMemory(body._length), limit?.Token ?? cancel);
                body._length += read;
                if (read == 0)
                    return (body, 0);
                if (body._length > Max)
                    break;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            body.Dispose();
            return (null, StatusCodes.Status408RequestTimeout);
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            limit?.Dispose();
        }

        var refusal = body._length > Max ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status503ServiceUnavailable;
        body.Dispose();
        return (null, refusal);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        if (_isLarge)
            LargeOnes.Release();
        _buffer = [];
        _length = 0;
        _isLarge = false;
    }

    private bool TryGrow()
    {
        if (!_isLarge && !(_isLarge = LargeOnes.Wait(0)))
            return false;
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return true;
    }
}
