using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Who is free, and what another load would bring, as they are asked in chat.</summary>
public class AskingScenarios
{
    private readonly Office _office = new(Person("ana", Level.Mid), Person("lee"), Person("kim", limit: 1), Person("mo", lead: "lee"), Person("jo", Level.Junior), Person("old", active: false));

    [Fact]
    public async Task Free_names_whoever_could_be_asked_and_nobody_else()
    {
        (await Says("ana", "free")).ShouldBe(["Kim is free now, holds no review.", "Lee is free now, holds no review.", "Mo is free now, holds no review."]);
        (await Says("lee", "free")).ShouldBe(["Kim is free now, holds no review.", "Mo is free now, holds no review."]);
    }

    [Fact]
    public async Task Those_who_are_free_come_first_then_those_who_come_soonest()
    {
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("lee"), "until friday", _office.Now);
        await _office.OwnTime.Hours(_office.Delivery(), _office.Who("mo"), "13-17", _office.Now);

        (await Says("ana", "free")).ShouldBe(
        [
            "Kim is free now, holds no review.",
            "Mo starts work Tue 17 Nov 2026 13:00 (Europe/Berlin), holds no review.",
            "Lee is away until Fri 20 Nov 2026 09:00 (Europe/Berlin), holds no review.",
        ]);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBe("kim");
        (await Says("ana", "free"))[0].ShouldBe("Kim is at their limit, holds 1 review.");
    }

    [Fact]
    public async Task Somebody_who_covers_nothing_sees_those_of_what_they_asked_for()
    {
        (await Says("ole", "free")).ShouldBe(["Nobody else could be asked for the services that you cover or asked for."]);
        await _office.Asks("ole");
        (await Says("ole", "free")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Ten_are_named_and_the_others_counted()
    {
        var many = new Office([Person("ana", Level.Mid), .. Enumerable.Range(10, 14).Select(n => Person($"p{n}"))]);
        var words = await Says(many, "ana", "free");
        words.Count.ShouldBe(11);
        words[^1].ShouldBe("And 4 more.");
        (await many.Commands.Home(many.Who("ana").Person, 5, many.Now)).Free.Length.ShouldBe(11);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("kim")]
    [InlineData("mo")]
    public async Task Only_leads_and_operators_have_a_load_worked_out(string who)
    {
        (await Says(who, "simulate")).Single().ShouldStartWith("Only leads and operators can have that worked out.");
        _office.Forecast.Begun.ShouldBe(0);
        (await _office.Commands.Answer(new Typing(_office.Delivery(), _office.Who(who), "help", _ => null), _office.Now))
            .ShouldBeOfType<Reply.Help>().Verbs.ShouldNotContain(v => v.Verb == Verb.Simulate);
    }

    [Theory]
    [InlineData("simulate", 8, 3)]
    [InlineData("simulate load 130", 130, 3)]
    [InlineData("simulate load 130 seeds 5", 130, 5)]
    [InlineData("SIMULATE  Seeds 10  LOAD 1", 1, 10)]
    [InlineData("simulate load 300 seeds 1", 300, 1)]
    public async Task A_lead_asks_for_a_load_and_for_so_many_tries(string words, int load, int seeds)
    {
        (await Says("lee", words)).Single().ShouldStartWith("I am working it out; it takes about a minute.");

        _office.Forecast.Running.ShouldNotBeNull().ShouldSatisfyAllConditions(
            a => a.Load.ShouldBe(load), a => a.Seeds.ShouldBe(seeds), a => a.Via.UserId.ShouldBe("U-lee"), a => a.Policy.ShouldBe(_office.Policy.Book));
    }

    [Theory]
    [InlineData("simulate tomorrow", "“tomorrow”")]
    [InlineData("simulate load", "“load”")]
    [InlineData("simulate load many", "“load many”")]
    [InlineData("simulate load 0", "“load 0”")]
    [InlineData("simulate load 301", "“load 301”")]
    [InlineData("simulate load -5", "“load -5”")]
    [InlineData("simulate load 1e2", "“load 1e2”")]
    [InlineData("simulate seeds 11", "“seeds 11”")]
    [InlineData("simulate load 99999999999999999999", "“load 99999999999999999999”")]
    [InlineData("simulate load 5 load 6", "“load 6”")]
    public async Task What_is_no_number_gets_a_hint(string words, string quoted)
    {
        (await Says("ole", words)).Single().ShouldBe(
            $"I don't understand {quoted}. For example /signoff simulate load 130 seeds 5: load is changes a day, from 1 to 300; seeds is how often it is tried, from 1 to 10.");
        _office.Forecast.Begun.ShouldBe(0);
    }

    [Fact]
    public async Task One_at_a_time_and_a_redelivery_begins_no_second_one()
    {
        var first = new Typing(_office.Delivery(), _office.Who("lee"), "simulate", _ => null);
        var said = await _office.Commands.Answer(first, _office.Now);
        (await Says("ole", "simulate")).Single().ShouldBe("I am working another one out, and do one at a time. Try again in a minute or two.");
        _office.Forecast.Done();

        (await _office.Commands.Answer(first, _office.Now)).ShouldBe(said);

        _office.Forecast.Begun.ShouldBe(1);
        (await Says("ole", "simulate")).Single().ShouldStartWith("I am working it out");
        _office.Forecast.Begun.ShouldBe(2);
    }

    [Fact]
    public async Task Where_nobody_reviews_there_is_nothing_to_work_out()
    {
        var empty = new Office(Person("ana", Level.Mid));
        (await Says(empty, "ole", "simulate")).Single().ShouldStartWith("The policy file lists nobody who could sign anything off");
        empty.Forecast.Begun.ShouldBe(0);
    }

    [Theory]
    [InlineData(.042, .02, .031, "Of two things that I tried, half an hour more a day from everybody would help more: 2% late. With one more reviewer for Payments: 3.1%.")]
    [InlineData(.042, .031, .02, "Of two things that I tried, one more reviewer for Payments would help more: 2% late. With half an hour more a day from everybody: 3.1%.")]
    [InlineData(.042, .041, .05, "Neither half an hour more a day from everybody nor one more reviewer for Payments would make fewer late.")]
    public void The_result_says_what_was_computed(double late, double moreTime, double oneMore, string helps)
    {
        Foreseen seen(double share, int minutes) => new(share, Duration.FromMinutes(minutes));
        var words = Core.Words.ForecastWords.Of(
            new ForecastAsk(new ReceiptKey("c"), new ChatIdentity(Platform.Slack, "T1", "U-lee"), _office.Policy.Book, 100, 3),
            new Forecast(seen(late, 310), seen(.31, 1_700), seen(.118, 620), 130, seen(.2, 905), seen(moreTime, 240), seen(oneMore, 280), Payments));

        words.Plain(_office.Policy.Book).Split('\n').ShouldBe(
        [
            "Made-up changes, 100 a day, for 4 weeks, tried 3 times. With these people and this policy file:",
            "Countersign: 4.2% late, nine of ten decided within 5.2 h.",
            "Shortest queue: 11.8% late, nine of ten decided within 10.3 h.",
            "GitHub load balance: 31% late, nine of ten decided within 28.3 h.",
            "Countersign at 130 a day: 20% late, nine of ten decided within 15.1 h.",
            helps,
        ]);
    }

    // Figures under each other are compared: one unit for all of them, that of the longest.
    [Theory]
    [InlineData(2_796, 2_800, "46.6 h", "46.7 h")]
    [InlineData(2_796, 3_744, "1.9 d", "2.6 d")]
    [InlineData(20, 45, "20 min", "45 min")]
    public void The_times_of_one_answer_have_one_unit(int ours, int busier, string oursSaid, string busierSaid)
    {
        Foreseen seen(int minutes) => new(.1, Duration.FromMinutes(minutes));
        var words = Core.Words.ForecastWords.Of(
            new ForecastAsk(new ReceiptKey("c"), new ChatIdentity(Platform.Slack, "T1", "U-lee"), _office.Policy.Book, 100, 3),
            new Forecast(seen(ours), seen(ours), seen(ours), 130, seen(busier), seen(ours), seen(ours), Payments) { LeftOut = "Left out: Docs." });

        var lines = words.Plain(_office.Policy.Book).Split('\n');
        lines[1].ShouldEndWith($"within {oursSaid}.");
        lines[4].ShouldEndWith($"within {busierSaid}.");
        lines[5].ShouldBe("Left out: Docs.");
    }

    [Theory]
    [InlineData("list all", "list")]
    [InlineData("queue all", "list")]
    [InlineData("mine please", "mine")]
    [InlineData("next please", "next")]
    [InlineData("free tomorrow", "free")]
    [InlineData("home now", "home")]
    [InlineData("back tomorrow", "back")]
    [InlineData("here please", "here")]
    public async Task What_a_command_does_not_take_is_said_and_nothing_is_done(string said, string command) =>
        (await Says("lee", said)).ShouldBe([$"“{command}” takes nothing after it, so I did nothing. Type /signoff {command} alone."]);

    private Task<List<string>> Says(string who, string words) => Says(_office, who, words);

    private static async Task<List<string>> Says(Office office, string who, string words) =>
        (await office.Commands.Answer(new Typing(office.Delivery(), office.Who(who), words, _ => null), office.Now)) switch
        {
            Reply.Says said => [said.Words.Plain(office.Policy.Book)],
            Reply.Why why => [.. why.Words.Select(w => w.Plain(office.Policy.Book))],
            var other => throw new InvalidOperationException($"{other.GetType().Name} came."),
        };
}
