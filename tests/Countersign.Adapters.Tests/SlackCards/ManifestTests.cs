using System.Text.Json;
using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.Docs;
using Countersign.Adapters.Tests.SlackWire;
using Countersign.Slack.Cards;
using Countersign.Slack.Inbound;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>What the app asks Slack for is what the code serves.</summary>
public sealed class ManifestTests
{
    private static readonly JsonNode Manifest =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Golden.Root(), "manifests", "slack", "manifest.json")))!;

    private static JsonNode Command => Manifest["features"]!["slash_commands"]!.AsArray().Single()!;

    private static JsonNode Shortcut => Manifest["features"]!["shortcuts"]!.AsArray().Single()!;

    [Fact]
    public void The_playground_offers_what_the_manifest_registers()
    {
        using var manifest = JsonDocument.Parse(Repository.Read("manifests/slack/manifest.json"));
        var features = manifest.RootElement.GetProperty("features");
        var server = Repository.Read("src/Countersign.Host/Playground/Workspaces.cs");
        foreach (var (kind, names) in new[] { ("slash_commands", (string[])["command", "description", "usage_hint"]), ("shortcuts", ["name", "description"]) })
            foreach (var one in features.GetProperty(kind).EnumerateArray())
                foreach (var name in names)
                    server.ShouldContain($"\"{one.GetProperty(name).GetString()}\"");
    }

    [Fact]
    public void The_command_is_the_one_that_every_hint_names()
    {
        ((string?)Command["command"]).ShouldBe("/signoff");
        // Mentions arrive as ids only then.
        ((bool)Command["should_escape"]!).ShouldBeTrue();
        var typed = new Drawings().All.SelectMany(d => System.Text.Encoding.UTF8.GetString(Drawings.Json(d.Drawn)).Split('`'))
            .Where(piece => piece.StartsWith('/')).Select(piece => piece.Split(' ')[0]).Distinct();
        typed.ShouldBe(["/signoff"]);
    }

    [Fact]
    public void The_shortcut_is_the_one_that_is_served() => ((string?)Shortcut["callback_id"]).ShouldBe(Ids.NewShortcut);

    [Fact]
    public void The_addresses_are_the_ones_that_are_mapped()
    {
        string path(JsonNode? url) => new Uri((string)url!).AbsolutePath;
        var mapped = Served();

        mapped.ShouldBe(
            [path(Command["url"]), path(Manifest["settings"]!["interactivity"]!["request_url"]), path(Manifest["settings"]!["event_subscriptions"]!["request_url"])],
            ignoreOrder: true);
    }

    [Fact]
    public void The_events_are_the_ones_that_are_read()
    {
        var asked = Manifest["settings"]!["event_subscriptions"]!["bot_events"]!.AsArray().Select(e => (string)e!);
        var handled = new[] { typeof(AppHomeOpened), typeof(AppUninstalled), typeof(TokensRevoked) }
            .Select(t => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(t.Name));

        asked.ShouldBe(handled, ignoreOrder: true);
        Manifest["features"]!["app_home"]!["home_tab_enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void No_more_is_asked_for_than_is_used()
    {
        var scopes = Manifest["oauth_config"]!["scopes"]!;
        scopes["bot"]!.AsArray().Select(s => (string)s!).ShouldBe(["commands", "chat:write", "im:write", "users:read", "dnd:read", "files:write"]);
        scopes["bot_optional"]!.AsArray().Select(s => (string)s!).ShouldBe(["dnd:read", "files:write"]);
    }

    [Fact]
    public void Every_text_fits()
    {
        var display = Manifest["display_information"]!;
        ((string)display["name"]!).Length.ShouldBeLessThanOrEqualTo(35);
        ((string)display["description"]!).Length.ShouldBeLessThanOrEqualTo(140);
        ((string)Command["command"]!).Length.ShouldBeLessThanOrEqualTo(32);
        ((string)Command["usage_hint"]!).Length.ShouldBeLessThanOrEqualTo(1_000);
        ((string)Shortcut["callback_id"]!).Length.ShouldBeLessThanOrEqualTo(255);
    }

    [Fact]
    public void Every_verb_in_the_usage_hint_is_understood()
    {
        var verbs = ((string)Command["usage_hint"]!).Split('|', StringSplitOptions.TrimEntries).Skip(1);

        foreach (var verb in verbs)
            Core.Desk.Verbs.Read(verb).ShouldBeOfType<Core.Desk.Utterance.Said>(verb);
    }

    private static List<string> Served()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Mapping needs the endpoints' object and never calls it.
        builder.Services.AddSingleton((SlackEndpoints)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(SlackEndpoints)));
        var app = builder.Build();
        SlackEndpoints.Map(app);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!)];
    }
}
