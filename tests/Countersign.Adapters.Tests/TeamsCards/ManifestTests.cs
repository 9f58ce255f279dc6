using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.Docs;
using Countersign.Core.Desk;
using Countersign.Teams.Cards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>What the app's menus offer in Teams is what the code serves, in the form that Teams takes.</summary>
public sealed class ManifestTests
{
    // A list holds ten. What needs a lead, is said once, or has a button where it is needed, is named by "help".
    private static readonly Verb[] NotInTheMenu =
    [
        Verb.Free, Verb.Update, Verb.Withdraw, Verb.Snooze, Verb.Reassign, Verb.Back, Verb.Hours, Verb.Limit, Verb.Rota, Verb.Simulate, Verb.Digest, Verb.Audit, Verb.Policy, Verb.Dashboard,
    ];

    // In a team or a chat others read along: what concerns one's own time is for the personal chat.
    private static readonly Verb[] PersonalOnly = [Verb.Home, Verb.Away, Verb.Here];

    private static readonly JsonNode Manifest = JsonNode.Parse(Repository.Read("manifests/teams/manifest.json"))!;

    private static JsonNode Bot => Manifest["bots"]!.AsArray().Single()!;

    private static JsonNode Extension => Manifest["composeExtensions"]!.AsArray().Single()!;

    private static JsonNode Form => Extension["commands"]!.AsArray().Single()!;

    private static List<JsonNode> Lists => [.. Bot["commandLists"]!.AsArray().Select(l => l!)];

    [Fact]
    public void Every_verb_is_in_the_personal_menu_or_left_out_on_purpose() =>
        Offered("personal").ShouldBe(Enum.GetValues<Verb>().Except(NotInTheMenu), ignoreOrder: true);

    [Theory]
    [InlineData("team")]
    [InlineData("groupChat")]
    public void Where_others_read_along_the_menu_is_shorter(string scope) =>
        Offered(scope).ShouldBe(Enum.GetValues<Verb>().Except(NotInTheMenu).Except(PersonalOnly), ignoreOrder: true);

    [Fact]
    public void Every_command_is_described_by_the_codes_own_words()
    {
        foreach (var command in Lists.SelectMany(l => l["commands"]!.AsArray()))
            ((string)command!["description"]!).ShouldBe(Verbs.TextOf(Said(command)).Does);
    }

    [Fact]
    public void Every_scope_of_the_bot_has_one_menu() =>
        Lists.SelectMany(l => l["scopes"]!.AsArray()).Select(s => (string)s!)
            .ShouldBe(Bot["scopes"]!.AsArray().Select(s => (string)s!), ignoreOrder: true);

    [Fact]
    public void The_message_extension_asks_for_the_form_that_is_served()
    {
        ((string)Form["id"]!).ShouldBe(Ids.NewExtension);
        ((string)Form["type"]!).ShouldBe("action");
        ((bool)Form["fetchTask"]!).ShouldBeTrue();
        Form["context"]!.AsArray().Select(c => (string)c!).ShouldBe(["compose", "commandBox", "message"]);
    }

    [Fact]
    public void The_ids_are_put_in_by_the_command()
    {
        ((string)Manifest["id"]!).ShouldBe("APP_ID");
        ((string)Bot["botId"]!).ShouldBe("BOT_ID");
        ((string)Extension["botId"]!).ShouldBe("BOT_ID");
    }

    [Fact]
    public void The_version_is_the_products() =>
        Repository.Read("Directory.Build.props").ShouldContain($"<Version>{(string)Manifest["version"]!}</Version>");

    [Fact]
    public void It_says_that_it_keeps_to_schema_1_19()
    {
        ((string)Manifest["manifestVersion"]!).ShouldBe("1.19");
        ((string)Manifest["$schema"]!).ShouldBe("https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json");
    }

    [Fact]
    public void Every_property_is_one_of_the_schemas()
    {
        Keys(Manifest).ShouldBe(
            ["$schema", "manifestVersion", "version", "id", "developer", "name", "description", "icons", "accentColor", "defaultInstallScope", "bots", "composeExtensions"]);
        Keys(Manifest["developer"]!).ShouldBe(["name", "websiteUrl", "privacyUrl", "termsOfUseUrl"]);
        Keys(Manifest["name"]!).ShouldBe(["short", "full"]);
        Keys(Manifest["description"]!).ShouldBe(["short", "full"]);
        Keys(Manifest["icons"]!).ShouldBe(["color", "outline"]);
        Keys(Bot).ShouldBe(["botId", "scopes", "commandLists"]);
        Lists.ForEach(l => Keys(l).ShouldBe(["scopes", "commands"]));
        Lists.SelectMany(l => l["commands"]!.AsArray()).ToList().ForEach(c => Keys(c!).ShouldBe(["title", "description"]));
        Keys(Extension).ShouldBe(["botId", "commands"]);
        Keys(Form).ShouldBe(["id", "type", "title", "description", "context", "fetchTask"]);
    }

    [Theory]
    [InlineData("name.short", 30)]
    [InlineData("name.full", 100)]
    [InlineData("description.short", 80)]
    [InlineData("description.full", 4_000)]
    [InlineData("developer.name", 32)]
    public void Every_text_fits(string path, int max)
    {
        var text = (string)path.Split('.').Aggregate(Manifest, (node, key) => node[key]!)!;
        text.Length.ShouldBeInRange(1, max);
    }

    [Fact]
    public void Every_menu_fits()
    {
        Lists.Count.ShouldBeLessThanOrEqualTo(3);
        foreach (var list in Lists)
            list["commands"]!.AsArray().Count.ShouldBeInRange(1, 10);
        foreach (var command in Lists.SelectMany(l => l["commands"]!.AsArray()).Append(Form))
        {
            ((string)command!["title"]!).Length.ShouldBeInRange(1, 32);
            ((string)command["description"]!).Length.ShouldBeInRange(1, 128);
        }
    }

    private static IEnumerable<Verb> Offered(string scope) =>
        Lists.Single(l => l["scopes"]!.AsArray().Any(s => (string)s! == scope))["commands"]!.AsArray().Select(c => Said(c!));

    private static Verb Said(JsonNode command)
    {
        var title = (string)command["title"]!;
        var verb = Verbs.Read(title).ShouldBeOfType<Utterance.Said>(title).Verb;
        title.ShouldBe(verb.ToString().ToLowerInvariant());
        return verb;
    }

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(p => p.Key);
}
