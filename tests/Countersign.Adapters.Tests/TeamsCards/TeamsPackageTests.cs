using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.Docs;
using Countersign.Host.CommandLine;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed class TeamsPackageTests : IDisposable
{
    private const string AppId = "6f1c0d7e-2b7a-4a57-9c0e-3d1f5b8a9e42";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-package-");

    private string Target => Path.Combine(_folder.FullName, "app.zip");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_package_holds_the_manifest_for_the_app_and_both_icons_at_its_root()
    {
        (await Verbs.Run(["teams-package", "--app-id", AppId.ToUpperInvariant(), "--out", Target])).ShouldBe(Verbs.Good);

        using var package = ZipFile.OpenRead(Target);
        package.Entries.Select(e => e.FullName).ShouldBe(["manifest.json", "color.png", "outline.png"]);
        foreach (var icon in new[] { "color.png", "outline.png" })
            Read(package, icon).ShouldBe(File.ReadAllBytes(Repository.PathOf($"manifests/teams/{icon}")));
        var manifest = JsonNode.Parse(Read(package, "manifest.json"))!;
        foreach (var id in new[] { manifest["id"], manifest["bots"]![0]!["botId"], manifest["composeExtensions"]![0]!["botId"] })
            ((string)id!).ShouldBe(AppId);
        Encoding.UTF8.GetString(Read(package, "manifest.json")).ShouldNotContain("_ID");
    }

    [Fact]
    public async Task Name_website_and_version_are_what_was_asked_for()
    {
        (await Verbs.Run(["teams-package", "--app-id", AppId, "--out", Target, "--name", "Sign \"off\"", "--website", "https://wiki.acme.example/bot", "--package-version", "1.2.3"]))
            .ShouldBe(Verbs.Good);

        using var package = ZipFile.OpenRead(Target);
        var manifest = JsonNode.Parse(Read(package, "manifest.json"))!;
        ((string)manifest["name"]!["short"]!).ShouldBe("Sign \"off\"");
        ((string)manifest["version"]!).ShouldBe("1.2.3");
        manifest["developer"]!.AsObject().Count(p => (string)p.Value! == "https://wiki.acme.example/bot").ShouldBe(3);
    }

    [Fact]
    public void The_same_words_give_the_same_bytes()
    {
        var options = new TeamsPackageOptions(Guid.Parse(AppId), Target, null, null, null);
        TeamsPackage.Build(options).ShouldBe(TeamsPackage.Build(options));
        using var package = new ZipArchive(new MemoryStream(TeamsPackage.Build(options)));
        package.Entries.ShouldAllBe(e => e.LastWriteTime.DateTime == new DateTime(1980, 1, 1));
    }

    [Fact]
    public async Task A_package_made_again_is_good_and_another_file_is_left_alone()
    {
        string[] words = ["teams-package", "--app-id", AppId, "--out", Target];
        (await Verbs.Run(words)).ShouldBe(Verbs.Good);
        (await Verbs.Run(words)).ShouldBe(Verbs.Good);

        File.WriteAllText(Target, "precious");
        (await Verbs.Run(words)).ShouldBe(Verbs.CouldNotRun);
        File.ReadAllText(Target).ShouldBe("precious");
    }

    [Theory]
    [InlineData("--app-id", "countersign")]
    [InlineData("--app-id", "00000000-0000-0000-0000-000000000000")]
    [InlineData("--app-id", "{6f1c0d7e-2b7a-4a57-9c0e-3d1f5b8a9e42}")]
    [InlineData("--app-id", " 6f1c0d7e-2b7a-4a57-9c0e-3d1f5b8a9e42")]
    [InlineData("--name", "A name of thirty-one characters")]
    [InlineData("--name", " ")]
    [InlineData("--website", "http://wiki.acme.example")]
    [InlineData("--website", "wiki")]
    [InlineData("--package-version", "1.2")]
    [InlineData("--package-version", "01.2.3")]
    public async Task What_Teams_would_not_take_is_refused(string option, string value)
    {
        TeamsPackage.Refuses(option, value)!.ShouldStartWith(option);
        string[] words = option == "--app-id" ? [option, value] : ["--app-id", AppId, option, value];
        (await Verbs.Run(["teams-package", .. words, "--out", Target])).ShouldBe(Verbs.CouldNotRun);
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_an_app_id_or_a_place_to_write_there_is_no_package()
    {
        (await Verbs.Run(["teams-package", "--out", Target])).ShouldBe(Verbs.CouldNotRun);
        (await Verbs.Run(["teams-package", "--app-id", AppId, "--out", Path.Combine(_folder.FullName, "nowhere", "app.zip")])).ShouldBe(Verbs.CouldNotRun);
    }

    [Theory]
    [InlineData("color.png", 192, 2)]
    [InlineData("outline.png", 32, 6)]
    public void Each_icon_has_its_size_and_its_kind_of_colour(string icon, int size, byte kind)
    {
        var png = File.ReadAllBytes(Repository.PathOf($"manifests/teams/{icon}"));
        png.AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(size);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBe(size);
        png[24].ShouldBe((byte)8);
        png[25].ShouldBe(kind);
    }

    [Fact]
    public void The_outline_is_white_on_nothing()
    {
        var pixels = Rows(File.ReadAllBytes(Repository.PathOf("manifests/teams/outline.png")), 32, 4).Chunk(4).ToList();
        pixels.ShouldAllBe(p => p[0] == 255 && p[1] == 255 && p[2] == 255);
        pixels.Count(p => p[3] == 0).ShouldBeGreaterThan(pixels.Count / 2);
        pixels.Count(p => p[3] == 255).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void The_colour_icons_ground_is_the_accent_colour()
    {
        var pixels = Rows(File.ReadAllBytes(Repository.PathOf("manifests/teams/color.png")), 192, 3);
        $"#{Convert.ToHexString(pixels.AsSpan(0, 3))}".ShouldBe((string)JsonNode.Parse(Repository.Read("manifests/teams/manifest.json"))!["accentColor"]!);
    }

    // Enough of PNG for our own two: one image chunk, rows without filters.
    private static byte[] Rows(byte[] png, int size, int channels)
    {
        var start = png.AsSpan().IndexOf("IDAT"u8);
        using var inflated = new ZLibStream(new MemoryStream(png, start + 4, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(start - 4))), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        inflated.CopyTo(rows);
        var lines = rows.ToArray().Chunk(1 + size * channels).ToList();
        lines.ShouldAllBe(l => l[0] == 0);
        return [.. lines.SelectMany(l => l[1..])];
    }

    private static byte[] Read(ZipArchive package, string file)
    {
        using var content = package.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
