using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Teams;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>Nothing can be added to the core without a drawing in Teams, and every press comes back as what it was.</summary>
public sealed class TeamsCoverageLints
{
    private static readonly Cast Town = new(new Material());
    private static readonly HashSet<string> Known = [.. typeof(Ids).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Every_answer_has_a_drawing()
    {
        var drawings = new TeamsDrawings();
        drawings.All.Count().ShouldBeGreaterThan(60);

        drawings.Answered.ShouldBe(Kinds<Reply>(), ignoreOrder: true);
    }

    [Fact]
    public void Every_message_has_a_drawing()
    {
        var drawn = typeof(TeamsChat).GetNestedTypes(BindingFlags.NonPublic).Append(typeof(TeamsChat))
            .SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(f => f.FieldType)
                .Concat(t.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
                    .SelectMany(m => m.GetMethodBody()?.LocalVariables ?? []).Select(v => v.LocalType)))
            .ToHashSet();

        Kinds<Message>().ShouldAllBe(kind => drawn.Contains(kind));
    }

    [Fact]
    public void Every_event_that_is_sent_as_a_note_has_words_of_its_own()
    {
        foreach (var story in Town.Stories)
            foreach (var happened in story.Events)
                if (Notices.After(story.Change, [happened], Town.Policy, _ => Contact.Anywhere).Any(o => o.Notice is Notice.Note))
                    Notes.ToAuthor(story.Change, happened, new Draw(Town.Policy, personalChat: true)).Summary.ShouldNotStartWith(
                        $"{story.Change.Id}: ", Case.Sensitive, $"{happened.GetType().Name} has no words");
    }

    [Fact]
    public void Every_button_comes_back_as_what_it_was()
    {
        var pressed = new HashSet<string>();
        foreach (var (name, drawn) in new TeamsDrawings().All)
            foreach (var action in Nodes(JsonNode.Parse(TeamsDrawings.Json(drawn))).Where(n => (string?)n["type"] is "Action.Execute" or "Action.Submit"))
            {
                var data = action["data"] is { } node ? node.Deserialize<JsonElement>() : default(JsonElement?);
                var press = PressData.Read(data, (string?)action["verb"]);
                Known.ShouldContain(press.Verb, $"{name}: {action}");
                (press.Button is not null).ShouldBe(!(press.Verb is Ids.New or Ids.Submit or Ids.Close or Ids.TakeSwap or Ids.RefuseSwap), $"{name}: {action}");
                (press.Swap is not null).ShouldBe(press.Verb is Ids.TakeSwap or Ids.RefuseSwap, $"{name}: {action}");
                press[Ids.Swap].ShouldBe(press.Swap?.ToString(), name);
                press[Ids.Button].ShouldBe(press.Button?.ToString(), name);
                (press.For is not null).ShouldBe(press.Verb == Ids.Snooze, $"{name}: {action}");
                (press.Because is not null).ShouldBe(press.Verb == Ids.Decline, $"{name}: {action}");
                pressed.Add(press.Verb);
                // A client that knows no Action.Execute sends the same as a message.
                if (action["fallback"] is { } fallback)
                    PressData.Read(fallback["data"]!.Deserialize<JsonElement>()).Verb.ShouldBe(press.Verb, name);
            }

        pressed.ShouldBe(
            [Ids.Approve, Ids.Deny, Ids.RequestChanges, Ids.Claim, Ids.Decline, Ids.Take, Ids.NotNow, Ids.OnIt, Ids.Snooze, Ids.Refresh, Ids.New, Ids.Update, Ids.Reassign, Ids.Details,
                Ids.Submit, Ids.SubmitUpdate, Ids.SubmitReassign, Ids.Close, Ids.TakeSwap, Ids.RefuseSwap], ignoreOrder: true);
    }

    [Fact]
    public void Every_field_of_a_card_belongs_to_one_button_and_is_read_by_it()
    {
        string reasonOf(string verb, string field) =>
            PressData.Read(JsonSerializer.SerializeToElement(new Dictionary<string, string> { [field] = "why" }), verb).Reason ?? "";

        reasonOf(Ids.Deny, Ids.DenyReason).ShouldBe("why");
        reasonOf(Ids.RequestChanges, Ids.ChangesReason).ShouldBe("why");
        reasonOf(Ids.Deny, Ids.ChangesReason).ShouldBe("");
        reasonOf(Ids.SubmitReassign, Ids.Reason).ShouldBe("why");
        var fields = new TeamsDrawings().All.SelectMany(d => Nodes(JsonNode.Parse(TeamsDrawings.Json(d.Drawn))))
            .Where(n => ((string?)n["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true).Select(n => (string)n["id"]!).Distinct();
        fields.ShouldBe(
            [.. Enum.GetNames<DraftField>(), Ids.DenyReason, Ids.ChangesReason, Ids.Reason, Ids.Person], ignoreOrder: true);
    }

    [Fact]
    public void No_id_is_kept_that_nothing_draws()
    {
        var json = string.Concat(new TeamsDrawings().All.Concat(new TeamsDrawings(new Material { Services = 2_000 }).All)
            .Select(d => System.Text.Encoding.UTF8.GetString(TeamsDrawings.Json(d.Drawn)))
            .Append(File.ReadAllText(Path.Combine(SlackWire.Golden.Root(), "manifests", "teams", "manifest.json"))));

        foreach (var id in Known)
            json.ShouldContain($"\"{id}\"", Case.Sensitive, $"nothing draws {id}");
    }

    [Fact]
    public void The_summary_says_what_the_card_says()
    {
        foreach (var story in Town.Stories)
        {
            var spoken = RequestCard.For(story.Change, new CardAudience.Team(), new Draw(Town.Policy, personalChat: false), []).Summary;
            var draft = story.Change.Draft;
            foreach (var said in new[]
                {
                    RequestFace.Word(story.Change), "CR-12", draft.Title, "Ana Souza", "Co-author 1", RequestFace.ServiceLine(story.Change, Town.Policy), draft.AiDid, draft.AuthorChecked,
                    "acme/payments-api #12", "AI tools: Claude Code.", $"Other evidence: {draft.Evidence}", "Not bound to a commit.", RequestFace.Reason(story.Change) ?? "",
                    draft.Rollback ?? "", EvidenceWords.Brief(draft) ?? "", RequirementWords.Brief(story.Change) ?? "",
                })
                spoken.ShouldContain(said);
            spoken.ShouldNotContain("/signoff");
        }
    }

    [Fact]
    public void Nobody_is_told_to_type_what_Teams_has_not()
    {
        foreach (var (name, drawn) in new TeamsDrawings().All)
            System.Text.Encoding.UTF8.GetString(TeamsDrawings.Json(drawn)).ShouldNotContain("/signoff", Case.Sensitive, name);
    }

    private static IEnumerable<Type> Kinds<T>() => typeof(T).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(T)));

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Nodes(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Nodes),
        _ => [],
    };
}
