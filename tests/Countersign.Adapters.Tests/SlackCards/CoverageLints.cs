using System.Reflection;
using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Slack;
using Countersign.Slack.Cards;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>Nothing can be added to the core without words, a drawing and a hand that takes the press.</summary>
public sealed class CoverageLints
{
    private static readonly Cast Town = new(new Material());

    [Fact]
    public void Every_event_that_is_sent_as_a_note_has_words_of_its_own()
    {
        var stories = Town.Stories.ToList();
        stories.SelectMany(s => s.Events).Select(e => e.GetType()).Distinct().ShouldBe(Kinds<ChangeEvent>(), ignoreOrder: true);

        foreach (var story in stories)
            foreach (var happened in story.Events)
                if (Notices.After(story.Change, [happened], Town.Policy, _ => Contact.Anywhere).Any(o => o.Notice is Notice.Note))
                    Notes.ToAuthor(story.Change, happened, new Draw(Town.Policy)).Text.ShouldNotStartWith(
                        $"{story.Change.Id}: ", Case.Sensitive, $"{happened.GetType().Name} has no words");
    }

    [Fact]
    public void Every_event_has_a_line_in_the_history()
    {
        foreach (var happened in Town.Stories.SelectMany(s => s.Events))
            History.Of([happened]).Single().IsEmpty.ShouldBeFalse(happened.GetType().Name);
    }

    [Fact]
    public void Every_notice_becomes_a_message_and_every_message_has_a_drawing()
    {
        Kinds<Notice>().Select(n => n.Name).ShouldBe(Kinds<Message>().Select(m => m.Name), ignoreOrder: true);
        var drawn = typeof(SlackChat).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
            .SelectMany(m => m.GetMethodBody()?.LocalVariables ?? []).Select(v => v.LocalType)
            .Concat(StateMachines(typeof(SlackChat)))
            .ToHashSet();

        Kinds<Message>().ShouldAllBe(kind => drawn.Contains(kind));
    }

    [Fact]
    public void Every_refusal_has_words_that_say_something()
    {
        foreach (var refusal in Kinds<Refusal>().Select(Any))
            RefusalWords.Of(refusal, Town.Policy).Plain(Town.Policy.Roster, DateTimeZone.Utc).Length.ShouldBeGreaterThan(20, refusal.GetType().Name);
    }

    [Fact]
    public void Every_button_comes_back_as_what_it_was()
    {
        var ids = typeof(Ids).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToHashSet();
        foreach (var (name, drawn) in new Drawings().All)
            foreach (var element in Elements(JsonNode.Parse(Drawings.Json(drawn))))
                switch ((string?)element["type"])
                {
                    case "button":
                        ids.ShouldContain((string)element["action_id"]!, name);
                        ((string)element["action_id"]! switch
                        {
                            Ids.New => true,
                            Ids.SnoozeShort or Ids.SnoozeLong => SnoozeValue.TryParse((string?)element["value"], out var snooze) && snooze.ToString() == (string?)element["value"],
                            Ids.TakeSwap or Ids.RefuseSwap => SwapId.TryParse((string?)element["value"], out _),
                            _ => ButtonValue.TryParse((string?)element["value"], out _),
                        }).ShouldBeTrue($"{name}: {element}");
                        break;
                    case "overflow":
                        ((string)element["action_id"]!).ShouldBe(Ids.More);
                        foreach (var option in (JsonArray)element["options"]!)
                        {
                            MenuValue.TryParse((string?)option!["value"], out var value).ShouldBeTrue($"{name}: {option}");
                            value.ToString().ShouldBe((string?)option["value"]);
                        }

                        break;
                    case "modal":
                        ids.ShouldContain((string)element["callback_id"]!, name);
                        if ((string?)element["private_metadata"] is { } memory)
                        {
                            FormMemory.TryParse(memory, out var read).ShouldBeTrue($"{name}: {memory}");
                            read.ToString().ShouldBe(memory);
                        }

                        break;
                }
    }

    [Fact]
    public void No_id_is_kept_that_nothing_draws()
    {
        var json = string.Concat(new Drawings().All.Select(d => System.Text.Encoding.UTF8.GetString(Drawings.Json(d.Drawn)))
            .Append(File.ReadAllText(Path.Combine(SlackWire.Golden.Root(), "manifests", "slack", "manifest.json"))));

        foreach (var id in typeof(Ids).GetFields().Select(f => (string)f.GetRawConstantValue()!))
            json.ShouldContain($"\"{id}", Case.Sensitive, $"nothing draws {id}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.1")]
    [InlineData("0.1.1")]
    [InlineData("1.1.1.1")]
    [InlineData("-1.1.1")]
    [InlineData("1.1.99999999999999999999")]
    [InlineData("1.+1.1")]
    [InlineData("a.b.c")]
    [InlineData("1.1.1.mi7v0x0")]
    [InlineData("1.1.1.MI7V0X0Y")]
    [InlineData("1.1.1.mi7v0x0y.1")]
    public void What_is_no_button_of_ours_is_not_read_as_one(string value)
    {
        ButtonValue.TryParse(value, out _).ShouldBeFalse();
        MenuValue.TryParse($"{Ids.Details}::{value}", out _).ShouldBeFalse();
        FormMemory.TryParse($"{value}||", out _).ShouldBeFalse();
        SnoozeValue.TryParse($"15:{value}", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-15")]
    [InlineData("+15")]
    [InlineData("1.5")]
    [InlineData("1441")]
    [InlineData("99999999999")]
    public void What_is_no_time_to_put_it_off_is_not_read_as_one(string minutes) => SnoozeValue.TryParse($"{minutes}:1.1.1", out _).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("00112233445566a")]
    [InlineData("00112233445566aab")]
    [InlineData("00112233445566AA")]
    [InlineData("00112233445566a/")]
    public void What_is_no_offer_of_ours_is_not_read_as_one(string? value) => SwapId.TryParse(value, out _).ShouldBeFalse();

    [Theory]
    [InlineData("cr.decline:Nonsense:1.1.1")]
    [InlineData("cr.decline::1.1.1")]
    [InlineData("cr.decline:99:1.1.1")]
    [InlineData("cr.approve:Away:1.1.1")]
    [InlineData("cr.details::1.1.1:more")]
    public void What_is_no_menu_of_ours_is_not_read_as_one(string value) => MenuValue.TryParse(value, out _).ShouldBeFalse();

    [Fact]
    public void The_text_for_screen_readers_says_what_the_card_says()
    {
        foreach (var story in Town.Stories)
        {
            var spoken = RequestCard.For(story.Change, new CardAudience.Team(), new Draw(Town.Policy)).Text;
            spoken.ShouldContain(RequestFace.Word(story.Change));
            spoken.ShouldContain("CR-12");
            spoken.ShouldContain("Retry failed refunds");
            spoken.ShouldContain("Ana Souza");
            spoken.ShouldContain(RequestFace.ServiceLine(story.Change, Town.Policy));
            if (RequestFace.Reason(story.Change) is { } reason)
                spoken.ShouldContain(reason);
            spoken.ShouldContain("acme/payments-api #12");
            spoken.ShouldContain("AI tools: Claude Code.");
            spoken.ShouldContain("Co-author 1");
            spoken.ShouldContain("Other evidence: Wrote the retry loop and its tests.");
            spoken.ShouldContain("Not bound to a commit.");
            if (story.Change.Draft.Rollback is { } rollback)
                spoken.ShouldContain(rollback);
            foreach (var answer in Enum.GetValues<Destruction>().Where(d => d != Destruction.None && story.Change.Draft.Destruction.HasFlag(d)))
                spoken.ShouldContain(RequestFace.DestructionClause(story.Change.Draft.Destruction));
            foreach (var piece in EvidenceWords.Of(story.Change.Draft))
                spoken.ShouldContain(piece.Words);
            if (RequirementWords.Brief(story.Change) is { } rule)
                spoken.ShouldContain(rule);
        }
    }

    private static IEnumerable<Type> Kinds<T>() => typeof(T).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(T))).OrderBy(t => t.Name);

    private static IEnumerable<Type> StateMachines(Type type) => type.GetNestedTypes(BindingFlags.NonPublic)
        .SelectMany(n => n.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(f => f.FieldType)
            .Concat(n.GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .SelectMany(m => m.GetMethodBody()?.LocalVariables ?? []).Select(v => v.LocalType)));

    private static Refusal Any(Type kind) => (Refusal)kind.GetConstructors()
        .OrderByDescending(c => c.GetParameters().Length).First(c => c.GetParameters() is not [{ ParameterType: var one }] || one != kind)
        .Invoke([.. kind.GetConstructors().OrderByDescending(c => c.GetParameters().Length)
            .First(c => c.GetParameters() is not [{ ParameterType: var one }] || one != kind)
            .GetParameters().Select(p => Value(p.ParameterType))]);

    private static object Value(Type type) =>
        type == typeof(System.Collections.Immutable.ImmutableArray<Core.People.PersonId>) ? System.Collections.Immutable.ImmutableArray.Create(Cast.Lee)
        : type == typeof(string) ? "is away"
        : type == typeof(Core.Policy.PolicyLine) ? new Core.Policy.PolicyLine("policy.yaml", 12, "tiers.high.approvals")
        : type.IsValueType ? type == typeof(Core.People.PersonId) ? Cast.Lee : type == typeof(ChangeId) ? new ChangeId(12) : Activator.CreateInstance(type)!
        : throw new NotSupportedException(type.Name);

    private static IEnumerable<JsonObject> Elements(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Elements(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Elements),
        _ => [],
    };
}
