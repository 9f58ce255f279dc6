using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>What people say of their own time, and what becomes of it.</summary>
public class OwnTimeScenarios
{
    private readonly Office _office = new(
        Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });

    [Fact]
    public async Task Passing_on_as_away_leaves_a_planned_leave_and_a_longer_absence_as_they_are()
    {
        var (lee, id) = (_office.Who("lee"), await _office.Submits("ana"));
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("kim"), "2 weeks", _office.Now);
        await _office.OwnTime.Away(_office.Delivery(), lee, "tomorrow", _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBe("lee");
        await _office.Deciding.Decline(_office.From("lee", id), DeclineReason.Away, _office.Now);
        var absences = _office.Store.State(lee.Person.Id, _office.Now).Absences;
        absences.Select(a => (a.End - a.Start).TotalHours).Order().ShouldBe([14, 24]);
        absences.Min(a => a.Start).ShouldBe(_office.Now);
        await _office.Swept();
        _office.AskedOn(await _office.Asks("ana")).ShouldBeNull();
    }

    [Fact]
    public async Task Back_names_every_leave_that_it_keeps_or_drops_and_away_says_what_follows()
    {
        async Task<string> Away(string words) => _office.Says(await _office.OwnTime.Away(_office.Delivery(), _office.Who("lee"), words, _office.Now));
        async Task<string> Back() => _office.Says(await _office.OwnTime.Back(_office.Delivery(), _office.Who("lee"), _office.Now));

        await Away("2026-11-19..2026-11-20");
        await Away("2026-12-24..2026-12-31");
        await Away("2027-02-01..2027-02-05");
        (await Away("until thursday")).ShouldContain(
            "I ask you again from Mon 23 Nov 2026 09:00, because your leave from Thu 19 Nov 2026 00:00 until Sat 21 Nov 2026 00:00 follows");
        var kept = await Back();
        kept.ShouldStartWith("Welcome back. Your leaves from Thu 19 Nov");
        kept.ShouldContain("Thu 24 Dec");
        kept.ShouldContain("Mon 1 Feb");
        kept.ShouldContain("say back again to drop all 3.");
        (await Back()).ShouldStartWith("Your 3 absences are dropped: from Thu 19 Nov");
        await Away("tomorrow");
        (await Back()).ShouldContain("is dropped.");
        await Away("until friday");
        (await Back()).ShouldContain("is over.");
    }

    [Fact]
    public async Task An_afternoon_off_leaves_the_planned_leave_and_back_ends_one_at_a_time()
    {
        async Task<string> Says(string verb, string words = "")
        {
            var lee = _office.Who("lee");
            var answer = verb == "away"
                ? await _office.OwnTime.Away(_office.Delivery(), lee, words, _office.Now)
                : await _office.OwnTime.Back(_office.Delivery(), lee, _office.Now);
            return answer.Words.Plain(Roster.Empty, DateTimeZone.Utc);
        }

        await Says("away", "2030-12-24..2030-12-31".Replace("2030", _office.Now.InUtc().Year.ToString(), StringComparison.Ordinal));
        await Says("away", "1 hour");

        (await Says("back")).ShouldStartWith("Welcome back. Your leave from Thu 24 Dec");
        (await Says("back")).ShouldStartWith("Your absence from Thu 24 Dec");
        (await Says("back")).ShouldStartWith("You were not away.");
    }
}
