using Countersign.Core.Desk;

namespace Countersign.Core.Tests.Desk;

public class VerbsTests
{
    [Theory]
    [InlineData(null, Verb.New, "")]
    [InlineData("  ", Verb.New, "")]
    [InlineData("https://github.com/acme/pay/pull/7", Verb.New, "https://github.com/acme/pay/pull/7")]
    [InlineData("<https://github.com/a/b/pull/7|x>", Verb.New, "<https://github.com/a/b/pull/7|x>")]
    [InlineData("STATUS  CR-12", Verb.Status, "CR-12")]
    [InlineData("status\u00a0CR-12", Verb.Status, "CR-12")]
    [InlineData("status\u202fCR-12", Verb.Status, "CR-12")]
    [InlineData("status\r\nCR-12", Verb.Status, "CR-12")]
    [InlineData("CR-12", Verb.Status, "CR-12")]
    [InlineData("#12", Verb.Status, "#12")]
    [InlineData("12", Verb.Status, "12")]
    [InlineData("cancel 12", Verb.Withdraw, "12")]
    [InlineData("move CR-1 @x busy", Verb.Reassign, "CR-1 @x busy")]
    [InlineData("queue", Verb.List, "")]
    [InlineData("?", Verb.Help, "")]
    [InlineData("away until monday", Verb.Away, "until monday")]
    public void A_command_is_read_as_people_type_it(string? text, Verb verb, string rest) =>
        Verbs.Read(text).ShouldBe(new Utterance.Said(verb, rest));

    [Theory]
    [InlineData("github.com/acme/web/pull/1", "https://github.com/acme/web/pull/1")]
    [InlineData("please look at https://github.com/acme/web/pull/1, thanks", "https://github.com/acme/web/pull/1")]
    [InlineData("look at <https://github.com/acme/web/pull/1|this>", "<https://github.com/acme/web/pull/1|this>")]
    [InlineData("can you see github.com/acme/web/pull/1?", "https://github.com/acme/web/pull/1")]
    public void A_link_anywhere_opens_the_form_with_it(string text, string link) =>
        Verbs.Read(text).ShouldBe(new Utterance.Said(Verb.New, link));

    [Theory]
    [InlineData("staus", Verb.Status)]
    [InlineData("statsu", Verb.Status)]
    [InlineData("witdraw", Verb.Withdraw)]
    [InlineData("hepl", Verb.Help)]
    [InlineData("Hlep", Verb.Help)]
    [InlineData("limt", Verb.Limit)]
    [InlineData("reasign", Verb.Reassign)]
    [InlineData("status:", Verb.Status)]
    [InlineData("wyh", Verb.Why)]
    public void A_slip_offers_the_verb_that_was_meant(string typed, Verb nearest) =>
        Verbs.Read(typed + " CR-1").ShouldBe(new Utterance.Unknown(typed, nearest));

    [Theory]
    [InlineData("approve")]
    [InlineData("aprove")]
    [InlineData("deny")]
    [InlineData("remove")]
    [InlineData("test")]
    [InlineData("done")]
    [InlineData("x")]
    [InlineData("hello")]
    [InlineData("pneumonoultramicroscopicsilicovolcanoconiosis")]
    public void A_far_word_offers_nothing(string typed) => Verbs.Read(typed).ShouldBe(new Utterance.Unknown(typed, null));

    [Fact]
    public void Very_long_input_is_read_at_once() =>
        Verbs.Read(new string('a', 1_000_000)).ShouldBeOfType<Utterance.Unknown>().Nearest.ShouldBeNull();

    [Fact]
    public void Every_verb_has_a_text_whose_example_reads_as_that_verb()
    {
        foreach (var verb in Enum.GetValues<Verb>())
            if (verb != Verb.New)
                Verbs.Read(Verbs.TextOf(verb).Example).ShouldBeOfType<Utterance.Said>().Verb.ShouldBe(verb);
        Verbs.All.Select(v => v.Verb).ShouldBe(Enum.GetValues<Verb>());
    }
}
