using Countersign.Core.Digest;

namespace Countersign.Core.Words;

/// <summary>Where the week's time went, and what would have saved most of it.</summary>
internal static class BottleneckWords
{
    public static Sentence Of(Bottleneck b, WeeklyDigest d) => Sentence.Join(" ",
    [
        Sentence.Text($"{(b.There * 2 > b.All ? "Most" : "The largest part")} of the week's time, {Hours.Of(b.There)} of {Hours.Of(b.All)}, went into {Where(b.Stage)}."),
        b.Remedy is { } remedy ? Sentence.Text($"Of what I tried, this would have saved most: {What(remedy, d)} ({Hours.Of(remedy.Saved)}{Besides(remedy)}).") : Sentence.Empty,
    ]);

    private static string Where(Stage stage) => stage switch
    {
        Stage.Anybody => "waiting for anybody who could be asked",
        Stage.FirstResponse => "waiting for a first answer",
        Stage.Review => "reviews, from the first answer to the decision",
        _ => "the authors' turn, while changes were requested",
    };

    private static string What(Remedy remedy, WeeklyDigest d) => remedy switch
    {
        Remedy.SomebodyFor r => $"somebody always free for {d.NameOf(r.Service)}",
        Remedy.AnswersInTime => "every first answer within its time",
        Remedy.NothingGivenBack r => $"no request for {d.NameOf(r.Service)} given back to its author",
        _ => throw new InvalidOperationException($"No words for {remedy.GetType().Name}."),
    };

    private static string Besides(Remedy remedy) => remedy switch
    {
        Remedy.SomebodyFor { Rounds: var rounds } => $", in {Requests(rounds)} that waited",
        Remedy.NothingGivenBack { Rounds: var rounds } => $", in {Requests(rounds)}",
        Remedy.AnswersInTime { InTime: > 0 and var inTime, Late: var late } => $"; {inTime} of {late} late ones would have been in time",
        _ => "",
    };

    private static string Requests(int count) => count == 1 ? "1 request" : $"{count} requests";
}
