using System.Globalization;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Files in three steps: an address to send to, the bytes, and the word that they are there.</summary>
internal sealed class FileMethods(StandInOptions options, SlackWorkspace workspace, Func<Uri> address)
{
    public const string UploadPath = "/upload/v1/";

    private const int LongestAltText = 1_000;

    public Dictionary<string, ApiMethod> All => new()
    {
        ["files.getUploadURLExternal"] = new("files:write", ApiMethod.Tier4, Announce),
        ["files.completeUploadExternal"] = new("files:write", ApiMethod.Tier4, Complete),
    };

    /// <returns>Slack's answer is plain text, and its status says the rest.</returns>
    public (int Status, string Text) Receive(string path, byte[] bytes)
    {
        var id = path[UploadPath.Length..];
        var kept = workspace.Files.Change(id, file => file.Bytes is null && file.Length == bytes.Length, file => file with { Bytes = bytes });
        return kept is null ? (400, "That is not the file that was announced.") : (200, $"OK - {bytes.Length}");
    }

    private ApiAnswer Announce(ApiArguments arguments)
    {
        if (arguments.Text("filename") is not { Length: > 0 } name) return ApiAnswer.Refuse("missing_argument");
        if (!int.TryParse(arguments.Text("length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0) return ApiAnswer.Refuse("missing_argument");
        var altText = arguments.Text("alt_txt") ?? "";
        if (altText.Length > LongestAltText) return ApiAnswer.Refuse("alt_txt_too_large");
        var file = workspace.Files.Announce(name, length, altText);
        return ApiAnswer.Ok(new() { ["upload_url"] = new Uri(address(), UploadPath + file.Id).AbsoluteUri, ["file_id"] = file.Id });
    }

    private ApiAnswer Complete(ApiArguments arguments)
    {
        if (!arguments.TryNode("files", out var node) || node is not JsonArray { Count: > 0 } files) return ApiAnswer.Refuse("invalid_arguments");
        var told = new JsonArray();
        foreach (var given in Json.Objects(files))
        {
            var (id, title) = (Json.Text(given["id"]) ?? "", Json.Text(given["title"]));
            if (workspace.Files.Change(id, file => file.Bytes is not null, file => file with { Completed = file.Completed ?? options.Time.GetUtcNow(), Title = title }) is null)
                return ApiAnswer.Refuse("file_not_found");
            told.Add(new JsonObject { ["id"] = id, ["title"] = title });
        }

        return ApiAnswer.Ok(new() { ["files"] = told });
    }
}
