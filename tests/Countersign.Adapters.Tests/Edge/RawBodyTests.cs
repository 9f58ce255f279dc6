using Countersign.Edge;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Edge;

public sealed class RawBodyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(RawBody.Max)]
    public async Task What_came_is_read_whole(int length)
    {
        var sent = Enumerable.Range(0, length).Select(i => (byte)(i * 31 >> 3)).ToArray();

        var (body, refusal) = await Read(new MemoryStream(sent));

        using var read = body.ShouldNotBeNull();
        refusal.ShouldBe(0);
        read.Bytes.SequenceEqual(sent).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_too_large_is_refused() =>
        (await Read(new MemoryStream(new byte[RawBody.Max + 1]))).Refusal.ShouldBe(413);

    [Fact]
    public async Task A_large_body_that_stops_coming_gives_up_its_place()
    {
        var (body, refusal) = await Read(new Stalling(40_000));

        body.ShouldBeNull();
        refusal.ShouldBe(408);
    }

    private static async Task<(RawBody? Body, int Refusal)> Read(Stream stream)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = stream;
        return await RawBody.Read(http.Request, TestContext.Current.CancellationToken);
    }

    /// <summary>Gives so many bytes, and then keeps its reader waiting.</summary>
    private sealed class Stalling(int given) : MemoryStream(new byte[given])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
