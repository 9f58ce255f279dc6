using Countersign.Slack.Wire;

namespace Countersign.Slack;

/// <param name="FileName">Ends in .png.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Says">What a screen reader says of it; what Slack has no room for is cut.</param>
public sealed record PngFile(ReadOnlyMemory<byte> Bytes, string FileName, string Title, string Says);

/// <summary>Sends a picture to Slack, which shows it to nobody until a message does.</summary>
public sealed class PictureUpload(SlackApi api, SlackSettings settings)
{
    /// <returns>The file's id.</returns>
    public async Task<SlackResult<string>> Send(PngFile file, CancellationToken cancel)
    {
        var says = Core.Words.Graphemes.Clip(file.Says, SlackApi.MostAltText);
        switch (await api.GetUploadUrl(settings.Bot, file.FileName, file.Bytes.Length, says, cancel))
        {
            case SlackResult<UploadPlace>.Done { Value: var place }:
                return await api.Upload(place.Url, file.Bytes, cancel) is SlackResult<Accepted>.Failed { Failure: var unsent }
                    ? new SlackResult<string>.Failed(unsent)
                    : await api.CompleteUpload(settings.Bot, place.FileId, file.Title, cancel);
            case SlackResult<UploadPlace>.Failed { Failure: var refused }:
                return new SlackResult<string>.Failed(refused);
            default:
                throw new InvalidOperationException("A call either went well or did not.");
        }
    }
}
