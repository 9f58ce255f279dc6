using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Countersign.Adapters.Tests.SlackWire;

/// <summary>Expected JSON in files, reviewed like code. <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="suite">The folder of the tests.</param>
    public static void Matches(string name, byte[] utf8, string suite = "SlackWire")
    {
        var actual = JsonNode.Parse(utf8)!.ToJsonString(Readable) + "\n";
        var path = Path.Combine(Root(), "tests", "Countersign.Adapters.Tests", suite, "Golden", name + ".json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(path, actual);
        File.Exists(path).ShouldBeTrue($"no golden file {name}.json; UPDATE_GOLDEN=1 writes it");
        actual.ShouldBe(File.ReadAllText(path));
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bot.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
