using NodaTime;
using NodaTime.Text;

namespace Countersign.Host.Export;

/// <summary>Writes lines as they come; nothing is kept but a buffer.</summary>
public interface ILines<in T> : IDisposable
{
    void Begin();

    void Write(T line);

    void End();
}

internal static class Moments
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>In UTC, to the millisecond, as the ledger has it.</summary>
    public static string Of(Instant at) => Pattern.Format(at);
}
