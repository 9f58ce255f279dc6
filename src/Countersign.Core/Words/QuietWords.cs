using Countersign.Core.Digest;

namespace Countersign.Core.Words;

/// <summary>A week in which nothing happened: what is left to say of it.</summary>
internal static class QuietWords
{
    public static Sentence Of(WeeklyDigest d)
    {
        var begin = d.IsRunning ? "A quiet week so far" : "A quiet week";
        return d.Figures.StillOpen switch
        {
            0 => Sentence.Text($"{begin}: nothing was asked, and nothing {(d.IsRunning ? "waits" : "waited")}."),
            var open => Sentence.Join(" ",
            [
                Sentence.Text($"{begin}: nothing was asked or decided. {Open(open, d.IsRunning)}"),
                // Of requests that were their authors' turn it says nothing that waited for a reviewer.
                d.Bottleneck is { Stage: not Stage.Author, Remedy: not Remedy.NothingGivenBack } bottleneck ? BottleneckWords.Of(bottleneck, d) : Sentence.Empty,
            ]),
        };
    }

    private static string Open(int count, bool now) =>
        (count == 1 ? "1 request " : $"{count} requests ") + (now ? count == 1 ? "is" : "are" : count == 1 ? "was" : "were") + (now ? " still open." : " still open at its end.");
}
