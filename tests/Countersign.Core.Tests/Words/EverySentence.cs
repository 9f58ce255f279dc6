using System.Collections.Immutable;
using System.Reflection;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Words;

public class EverySentence(ITestOutputHelper output)
{
    private static readonly PolicyBook Policy = Book(Person("ana"), Person("lee"), Person("raj"), Person("kim"));

    [Fact]
    public void Every_refusal_has_words_that_are_short_and_end_well()
    {
        var cases = typeof(Refusal).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Refusal))).ToList();
        cases.Count.ShouldBeGreaterThan(20);
        var codes = new HashSet<string>();
        foreach (var type in cases)
            foreach (var asked in (ImmutableArray<PersonId>[])[[], [new("lee")], [new("lee"), new("raj")]])
            {
                var refusal = (Refusal)Example(type, asked);
                codes.Add(refusal.Code);
                IsGood(RefusalWords.Of(refusal, Policy), refusal.Code);
            }

        codes.Count.ShouldBe(cases.Count);
    }

    [Fact]
    public void Every_routing_report_is_said_in_good_sentences()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var report = new RoutingReport(
                [.. Names(random, 3).Select(n => new Ranked(n, random.Next(3), random.Next(2) == 0 ? null : Now - Duration.FromHours(random.Next(3)), random.Next(4) == 0)
                {
                    Expected = random.Next(6) == 0 ? null : Now + Duration.FromMinutes(random.Next(900)), Primary = random.Next(2) == 0, OnDuty = random.Next(4) == 0,
                    LoadPercent = random.Next(-60, 90), BusyUntil = random.Next(3) == 0 ? Now + Duration.FromMinutes(20) : null,
                })],
                [.. Names(random, 6).Select(n => new PassedOver(n, (PassedOverFor)random.Next(9), random.Next(2) == 0 ? null : Now + Duration.FromHours(random.Next(99))))],
                random.Next(2) == 0 ? null : Now + Duration.FromHours(5))
            {
                Due = random.Next(4) == 0 ? null : Now + Duration.FromMinutes(random.Next(900)),
                Timers = random.Next(3) == 0 ? null : new RoutingTimers(Now + Duration.FromMinutes(40), Now + Duration.FromMinutes(60)),
            };
            // Ten times at most, each 34 letters long in plain text and 5 to 15 in chat.
            IsGood(report.Sentence, seed < 40 ? "routing" : null, 640);
        }
    }

    [Theory]
    [InlineData(0, "less than a minute")]
    [InlineData(45, "45 min")]
    [InlineData(240, "4 h")]
    [InlineData(150, "2 h 30 min")]
    [InlineData(2880, "2 d")]
    [InlineData(3600, "2.5 d")]
    public void A_span_is_said_in_its_largest_fitting_units(int minutes, string words) =>
        Times.Span(Duration.FromMinutes(minutes)).ShouldBe(words);

    [Theory]
    [InlineData(59, "less than a minute")]
    [InlineData(119, "1 min")]
    [InlineData(1799, "29 min")]
    [InlineData(7199, "1 h 59 min")]
    public void What_somebody_has_left_is_never_said_to_be_more(int seconds, string words) =>
        Times.AtLeast(Duration.FromSeconds(seconds)).ShouldBe(words);

    [Fact]
    public void Sentences_with_the_same_parts_are_equal_and_join_without_empty_ones()
    {
        Sentence.Of($"{new PersonId("lee")} at {Now}.").ShouldBe(Sentence.Of($"{new PersonId("lee")} at {Now}."));
        Sentence.Join(", ", [Sentence.Text("a"), Sentence.Empty, Sentence.Text("b")]).Plain(Policy).ShouldBe("a, b");
    }

    private void IsGood(Sentence sentence, string? print, int most = 300)
    {
        var words = sentence.Plain(Policy);
        if (print is not null)
            output.WriteLine($"{print}: {words}");
        words.Length.ShouldBeInRange(10, most, words);
        words.ShouldEndWith(".");
        words.ShouldNotContain("  ");
        words.ShouldNotContain("..");
        words.ShouldNotContain(" .");
        words.Trim().ShouldBe(words);
    }

    private static IEnumerable<PersonId> Names(Random random, int most) =>
        ((string[])["lee", "raj", "kim", "ana", "mia", "olga"]).Skip(random.Next(3)).Take(random.Next(most + 1)).Select(n => new PersonId(n));

    private static object Example(Type type, ImmutableArray<PersonId> asked) => Activator.CreateInstance(
        type, [.. type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).Single().GetParameters().Select(p => Value(p, asked))])!;

    private static object Value(ParameterInfo parameter, ImmutableArray<PersonId> asked) => parameter.ParameterType.Name switch
    {
        nameof(Int32) => 3100,
        nameof(String) => "wrote the change",
        nameof(Instant) => Now,
        nameof(Duration) => Duration.FromMinutes(30),
        "Nullable`1" => new PersonId("lee"),
        nameof(PersonId) => new PersonId("lee"),
        nameof(ChangeId) => new ChangeId(12),
        nameof(ServiceId) => Payments,
        nameof(Level) => Level.Senior,
        nameof(Outcome) => Outcome.Approved,
        nameof(SwapOutcome) => SwapOutcome.Taken,
        nameof(PolicyLine) => new PolicyLine("policy.yaml", 12, "level"),
        _ => asked,
    };
}
