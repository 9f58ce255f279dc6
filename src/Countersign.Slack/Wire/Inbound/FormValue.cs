using System.Buffers;
using System.Text;

namespace Countersign.Slack.Wire;

/// <summary>
/// One decoded form value in a pooled buffer, valid UTF-8. Dispose it once, and copy nothing out of
/// <see cref="Utf8"/> by reference: the buffer is used again afterwards.
/// </summary>
public ref struct FormValue
{
    private byte[]? _buffer;
    private readonly int _length;

    internal FormValue(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    public readonly ReadOnlySpan<byte> Utf8 => _buffer.AsSpan(0, _buffer is null ? 0 : _length);

    public override readonly string ToString() => Encoding.UTF8.GetString(Utf8);

    public void Dispose()
    {
        if (_buffer is null) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }
}
