using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Host.CommandLine;

/// <param name="AppId">The app registration's (client) id: it is the bot's id too.</param>
/// <param name="Website">Shown as the app's website, privacy statement and terms of use; null keeps the example's.</param>
/// <param name="Version">Three numbers; an update needs a higher one. Null keeps the product's.</param>
public sealed record TeamsPackageOptions(Guid AppId, string Out, string? Name, string? Website, string? Version);

/// <summary><c>teams-package</c>: the app package that is uploaded to Teams, from the sources within this program.</summary>
public static partial class TeamsPackage
{
    /// <summary>Teams' own limit.</summary>
    public const int NameMax = 30;

    private static readonly string[] Files = ["manifest.json", "color.png", "outline.png"];

    // The same options give the same file, byte for byte; a zip can't hold an earlier time.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static int Run(TeamsPackageOptions options)
    {
        var path = Path.GetFullPath(options.Out);
        var package = Build(options);
        try
        {
            if (File.Exists(path) && !File.ReadAllBytes(path).AsSpan().SequenceEqual(package))
                return Server.Refuse("There is no package:", [$"{path} exists already and is another file. Remove it, or name a new one with --out."]);
            File.WriteAllBytes(path, package);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return Server.Refuse("There is no package:", [$"{path} can't be written: {unwritable.Message}"]);
        }

        Console.WriteLine($"{path} is made. Upload it in the Teams admin center (admin.teams.microsoft.com) under Teams apps, Manage apps, Upload new app; to try it alone, in Teams under Apps, Manage your apps, Upload an app.");
        if (options.Website is null)
            Console.WriteLine("It names example.com as its website. --website says yours.");
        return Verbs.Good;
    }

    /// <summary>What is wrong with an option, in words; null when nothing is.</summary>
    public static string? Refuses(string option, string text) => option switch
    {
        "--app-id" when !AppId().IsMatch(text) || !Guid.TryParseExact(text, "D", out var id) || id == Guid.Empty =>
            "--app-id has to be the Application (client) ID of the app registration, such as 6f1c0d7e-2b7a-4a57-9c0e-3d1f5b8a9e42; Microsoft Entra shows it on the registration's Overview.",
        "--name" when string.IsNullOrWhiteSpace(text) || text.Length > NameMax || text.Any(char.IsControl) =>
            $"--name has to have 1 to {NameMax} characters: Teams takes no longer one.",
        "--website" when !Uri.TryCreate(text, UriKind.Absolute, out var page) || page.Scheme != Uri.UriSchemeHttps || text.Length > 2_048 =>
            "--website has to be an address that begins with https://.",
        "--package-version" when !Version().IsMatch(text) =>
            "--package-version has to be three numbers, such as 1.0.1. An update needs a higher one than the version that is installed.",
        _ => null,
    };

    public static byte[] Build(TeamsPackageOptions options)
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in Files)
            {
                var entry = zip.CreateEntry(file, CompressionLevel.Optimal);
                entry.LastWriteTime = Epoch;
                using var content = entry.Open();
                content.Write(file == Files[0] ? Manifest(options) : Source(file));
            }

        return package.ToArray();
    }

    private static byte[] Manifest(TeamsPackageOptions options)
    {
        var manifest = JsonNode.Parse(Source(Files[0]))!;
        var id = options.AppId.ToString("D");
        manifest["id"] = id;
        manifest["bots"]![0]!["botId"] = id;
        manifest["composeExtensions"]![0]!["botId"] = id;
        if (options.Version is { } version)
            manifest["version"] = version;
        if (options.Name is { } name)
            manifest["name"] = new JsonObject { ["short"] = name, ["full"] = name };
        if (options.Website is { } website)
            foreach (var page in new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" })
                manifest["developer"]![page] = website;
        return [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Readable), (byte)'\n'];
    }

    private static byte[] Source(string file)
    {
        using var source = typeof(TeamsPackage).Assembly.GetManifestResourceStream($"teams/{file}")
            ?? throw new InvalidOperationException($"The program was built without manifests/teams/{file}.");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }

    // Guid.TryParseExact lets white space around it pass.
    [GeneratedRegex(@"^[0-9A-Fa-f-]{36}\z")]
    private static partial Regex AppId();

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}\z")]
    private static partial Regex Version();
}
