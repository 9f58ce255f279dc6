using Countersign.Core.Desk;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>For how long a review may be put off: what is offered is taken, and what people type is understood.</summary>
public sealed class SnoozesTests
{
    [Theory]
    [InlineData("30m", 30)]
    [InlineData("30", 30)]
    [InlineData(" 30 min ", 30)]
    [InlineData("for 90 minutes", 90)]
    [InlineData("1h", 60)]
    [InlineData("2 Hours", 120)]
    [InlineData("1h30", 90)]
    [InlineData("1 h 30 min", 90)]
    [InlineData("24h", 1440)]
    [InlineData("1 day", 1440)]
    [InlineData("90s", 1.5)]
    [InlineData("1m", 1)]
    public void A_time_is_read(string words, double minutes) => Snoozes.Read(words).ShouldBe(new SnoozeTime.Of(Duration.FromMinutes(minutes)));

    [Theory]
    [InlineData("off")]
    [InlineData(" Cancel ")]
    [InlineData("0")]
    public void What_ends_it_is_read(string words) => Snoozes.Read(words).ShouldBe(new SnoozeTime.Off());

    [Theory]
    [InlineData("", typeof(SnoozeTime.Missing))]
    [InlineData("0m", typeof(SnoozeTime.TooShort))]
    [InlineData("0h0m", typeof(SnoozeTime.TooShort))]
    [InlineData("30s", typeof(SnoozeTime.TooShort))]
    [InlineData("25h", typeof(SnoozeTime.TooLong))]
    [InlineData("24h1m", typeof(SnoozeTime.TooLong))]
    [InlineData("9999", typeof(SnoozeTime.TooLong))]
    [InlineData("999h", typeof(SnoozeTime.TooLong))]
    [InlineData("2 days", typeof(SnoozeTime.TooLong))]
    [InlineData("99999999999m", typeof(SnoozeTime.TooLong))]
    [InlineData("99999999999d99999999999h99999999999m", typeof(SnoozeTime.TooLong))]
    [InlineData("-5m", typeof(SnoozeTime.NotUnderstood))]
    [InlineData("٣٠m", typeof(SnoozeTime.NotUnderstood))]
    [InlineData("until monday", typeof(SnoozeTime.NotUnderstood))]
    [InlineData("for ever", typeof(SnoozeTime.NotUnderstood))]
    [InlineData("h", typeof(SnoozeTime.NotUnderstood))]
    [InlineData("30m please", typeof(SnoozeTime.NotUnderstood))]
    public void What_is_no_time_of_up_to_a_day_is_not(string words, Type what) => Snoozes.Read(words).ShouldBeOfType(what);

    [Fact]
    public async Task Whatever_is_offered_is_taken_until_nothing_is_left()
    {
        var presses = 0;
        foreach (var minutes in new[] { 1, 15, 19, 20, 60, 61, 120, 240, 480, 1440, 14_400 })
        {
            var office = new Office();
            office.Policy.Book = Book([Service() with { DecisionTime = Duration.FromMinutes(minutes) }], [Person("ana", Level.Mid), Person("lee")]);
            var id = await office.Asks("ana");
            var most = Duration.FromMinutes(minutes) / 4;
            while (Snoozes.Offered(office.The(id), new PersonId("lee"), office.Policy.Book) is [.., var longest] offered)
            {
                offered.Length.ShouldBeLessThanOrEqualTo(2);
                offered.ShouldBeInOrder();
                foreach (var time in offered)
                    Snoozes.ReadCarried(Snoozes.Carried(time)).ShouldBe(time);
                (await office.Deciding.Snooze(office.From("lee", id, 1), offered[0], office.Now)).Accepted.ShouldBeTrue($"{minutes} min");
                office.Now += offered[0];
                (++presses).ShouldBeLessThan(200);
                longest.ShouldBeLessThanOrEqualTo(most);
            }

            office.The(id).Round.SeatOf(new PersonId("lee"))!.AskedOf(new PersonId("lee"))!.Snoozed.ShouldBeGreaterThan(most - Duration.FromMinutes(5));
        }

        presses.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Nobody_puts_off_what_is_not_theirs_or_what_they_are_on()
    {
        var office = new Office();
        office.Policy.Book = Book([Service()], [Person("ana", Level.Mid), Person("lee"), Person("kay") with { Primary = [Docs] }]);
        var id = await office.Asks("ana");
        Snoozes.Offered(office.The(id), new PersonId("kay"), office.Policy.Book).ShouldBeEmpty();
        office.Says(await office.Deciding.Snooze(office.From("kay", id, 1), Duration.FromMinutes(5), office.Now)).ShouldContain("You are not asked");

        (await office.Deciding.Claim(office.From("lee", id, 1), office.Now)).Accepted.ShouldBeTrue();
        Snoozes.Offered(office.The(id), new PersonId("lee"), office.Policy.Book).ShouldBeEmpty();
        office.Says(await office.Deciding.Snooze(office.From("lee", id, 1), Duration.FromMinutes(5), office.Now)).ShouldContain("You are on it until");

        (await office.Deciding.Approve(office.From("lee", id, 1), office.Now)).Accepted.ShouldBeTrue();
        Snoozes.Offered(office.The(id), new PersonId("lee"), office.Policy.Book).ShouldBeEmpty();
        office.Says(await office.Deciding.Snooze(office.From("lee", id, 1), Duration.FromMinutes(5), office.Now)).ShouldContain("Already approved");
    }
}
