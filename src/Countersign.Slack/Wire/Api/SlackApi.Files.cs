using System.Globalization;
using System.Net.Http.Headers;

namespace Countersign.Slack.Wire;

// A file in three steps: ask where to, send the bytes, say that they are there. Until a message shows it nobody sees it, so a file that
// was sent twice, or half, does no harm.
public sealed partial class SlackApi
{
    /// <summary>Slack's own limit for a picture's description, in UTF-16 characters.</summary>
    public const int MostAltText = 1_000;

    /// <param name="length">Of the file, in bytes.</param>
    /// <param name="altText">What a screen reader says of the picture.</param>
    /// <exception cref="ArgumentException">The description is longer than <see cref="MostAltText"/>, or the file empty.</exception>
    public Task<SlackResult<UploadPlace>> GetUploadUrl(BotToken bot, string fileName, int length, string altText, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(altText.Length, MostAltText, nameof(altText));
        return _transport.Send(
            Read("files.getUploadURLExternal", bot, ("filename", fileName), ("length", length.ToString(CultureInfo.InvariantCulture)), ("alt_txt", altText)),
            AnswerReading.UploadPlace,
            ct);
    }

    /// <summary>
    /// Sends the bytes. The address came from outside: where <see cref="UploadUrlRule"/> forbids it, nothing is sent. It carries no bearer:
    /// the address is the permission.
    /// </summary>
    public Task<SlackResult<Accepted>> Upload(Uri uploadUrl, ReadOnlyMemory<byte> file, CancellationToken ct = default)
    {
        if (!UploadUrlRule.Allows(uploadUrl, _base))
            return Task.FromResult<SlackResult<Accepted>>(new SlackResult<Accepted>.Failed(
                new SlackFailure.Rejected("upload_url_forbidden", [], null, RejectionKind.Place)));
        var content = new ReadOnlyMemoryContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return _transport.Respond("files.upload", uploadUrl, content, ct);
    }

    /// <summary>Says that the bytes are there. It is shared nowhere: a message that shows it does that.</summary>
    /// <returns>The file's id.</returns>
    public Task<SlackResult<string>> CompleteUpload(BotToken bot, string fileId, string title, CancellationToken ct = default) =>
        _transport.Send(
            Write("files.completeUploadExternal", bot, SlackJson.ToUtf8(new CompleteUploadBody([new UploadedFile(fileId, title)]))),
            answer => AnswerReading.HasFile(answer, fileId) ? fileId : null,
            ct);
}
