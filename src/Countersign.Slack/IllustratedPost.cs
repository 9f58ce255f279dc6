using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace Countersign.Slack;

/// <summary>
/// Posts words with a picture under them. The words are what counts: where the picture can't be had, they go alone. The post is the one act
/// that anybody sees, so a second attempt after a crash repeats an upload that nobody sees.
/// </summary>
public sealed partial class IllustratedPost(SlackApi api, SlackSettings settings, TimeProvider time, ILogger<IllustratedPost> log)
{
    // A picture is worked on for a moment after it was sent, and a message that shows it too early is refused (java-slack-sdk #1349).
    private static readonly TimeSpan[] Patience = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)];

    private readonly PictureUpload _upload = new(api, settings);

    /// <summary>Sends the picture along; nobody sees it until a post shows it.</summary>
    /// <returns>The file's id, and null where the words go alone; or how long to wait, with nothing done.</returns>
    public async Task<(string? File, TimeSpan? Wait)> Upload(PngFile picture, CancellationToken cancel)
    {
        switch (await _upload.Send(picture, cancel))
        {
            case SlackResult<string>.Done { Value: var file }:
                return (file, null);
            // Nothing was done and nothing is wrong: all of it can wait.
            case SlackResult<string>.Failed { Failure: SlackFailure.Throttled { RetryAfter: var wait } }:
                return (null, wait);
            case SlackResult<string>.Failed { Failure: var failure }:
                LogAlone(log, failure is SlackFailure.Rejected { Code: var code } ? code : failure.GetType().Name);
                break;
        }

        return (null, null);
    }

    /// <summary>As <see cref="SlackApi.PostMessage"/>; up to six seconds longer while Slack works on the picture.</summary>
    /// <param name="file">As <see cref="Upload"/> gave it.</param>
    public Task<SlackResult<PostedMessage>> Post(string channel, SlackMessage words, PngFile picture, string file, CancellationToken cancel) =>
        With(channel, words, new FilePicture(new SlackFileId(file), Shown(picture), new PlainText(picture.Title)), cancel);

    private async Task<SlackResult<PostedMessage>> With(string channel, SlackMessage words, FilePicture picture, CancellationToken cancel)
    {
        var illustrated = words with { Blocks = [.. words.Blocks, picture] };
        foreach (var wait in Patience)
        {
            var posted = await api.PostMessage(settings.Bot, channel, illustrated, ct: cancel);
            if (!IsAboutThePicture(posted))
                return posted;
            await Task.Delay(wait, time, cancel);
        }

        LogAlone(log, "slack_file");
        return await api.PostMessage(settings.Bot, channel, words, ct: cancel);
    }

    private static string Shown(PngFile picture) => Core.Words.Graphemes.Clip(picture.Says, BlockLimits.ImageAltText);

    private static bool IsAboutThePicture(SlackResult<PostedMessage> posted) =>
        posted is SlackResult<PostedMessage>.Failed { Failure: SlackFailure.Rejected { Kind: RejectionKind.Content, Messages: var remarks } }
        && remarks.Any(r => r.Contains("slack_file", StringComparison.Ordinal) || r.Contains("slack file", StringComparison.Ordinal));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack did not take the picture of a digest ({Why}); its words go alone.")]
    private static partial void LogAlone(ILogger log, string why);
}
