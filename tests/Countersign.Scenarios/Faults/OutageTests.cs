using System.Diagnostics;
using System.Text.RegularExpressions;
using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F10: whatever Slack's side does, presses are taken, and every message arrives in the end.</summary>
public sealed partial class OutageTests(ITestOutputHelper output)
{
    // The promise is one second, and what is measured is printed; Slack gives up after three, whatever else the machine does.
    private static readonly TimeSpan AckWithin = TimeSpan.FromSeconds(3);

    private static readonly (string What, Failure Failure, int Seconds)[] Storms =
    [
        ("status 500", new Failure.Status(500), 3),
        ("done, then 500", new Failure.DoneThenStatus(), 3),
        ("429 with Retry-After", new Failure.RateLimited(1), 3),
    ];

    private static readonly (string What, Failure Failure, int Seconds)[] LongStorms =
    [
        ("status 503", new Failure.Status(503), 30),
        ("garbage", new Failure.Garbage(), 30),
        ("internal_error", new Failure.Refused("internal_error"), 30),
        ("429 without Retry-After", new Failure.RateLimited(null), 30),
        ("no answer", new Failure.NeverAnswers(), 45),
        ("done, then silence", new Failure.DoneThenSilence(), 45),
        ("cut off", new Failure.Down(), 30),
    ];

    [Fact]
    public async Task Whatever_Slack_answers_presses_are_taken_and_everything_arrives_in_order_afterwards()
    {
        // Side by side, each with a bot of its own: most of the time they wait for Slack's pace.
        await Task.WhenAll(Storms.Select(s => Weather(s.What, s.Failure, s.Seconds)));
        foreach (var (what, failure, seconds) in Long.Wanted ? LongStorms : [])
            await Weather(what, failure, seconds);
    }

    private async Task Weather(string what, Failure failure, int seconds)
    {
        await using var site = await Site.Open();
        await site.Start();
        var day = new Day(site);
        await day.Works(1);
        var planned = site.Slack.Failures.Add("chat.*", failure);
        await day.WorksFor(TimeSpan.FromSeconds(seconds));
        site.Slack.Failures.Clear();
        await day.EverythingArrives(ambiguous: failure is Failure.DoneThenStatus or Failure.DoneThenSilence ? planned.Hits : 0);
        output.WriteLine($"{what} for {seconds} s, {planned.Hits} calls struck: {day}");
        day.Slowest.ShouldBeLessThan(AckWithin);
    }

    [Fact]
    public async Task Ten_minutes_without_Slack_and_a_kill_in_the_middle_lose_no_message()
    {
        await using var site = await Site.Open();
        await site.Start();
        var day = new Day(site);
        await day.Works(1);
        site.Slack.Failures.Add("*", new Failure.Down());
        var half = TimeSpan.FromSeconds(Long.Or(300, 3));
        await day.WorksFor(half);
        await site.Kill();
        await site.Start();
        await day.WorksFor(half);
        site.Slack.Failures.Clear();
        await day.EverythingArrives(ambiguous: 0);
        output.WriteLine($"Down for {half.TotalSeconds * 2} s: {day}");
        day.Slowest.ShouldBeLessThan(AckWithin);
    }

    [Fact]
    public async Task A_revoked_token_uses_up_no_try_and_everything_goes_out_once_it_works_again()
    {
        await using var site = await Site.Open();
        await site.Start();
        var day = new Day(site);
        await day.Works(1);
        site.Slack.Failures.Add("*", new Failure.Refused("token_revoked"));
        await day.WorksFor(TimeSpan.FromSeconds(Long.Or(120, 4)));
        day.Record.Count("select coalesce(max(attempts), 0) from outbox").ShouldBe(0);
        site.Host!.Output.ShouldContain("refuses our credentials (token_revoked)");
        site.Slack.Failures.Clear();
        await day.EverythingArrives(ambiguous: 0);
        output.WriteLine(day.ToString());
    }

    /// <summary>Ana asks, the reviewers press; and what must have arrived of it in the end.</summary>
    private sealed partial class Day(Site site)
    {
        private readonly Hand _hand = new(site.Slack, site.Database);
        private int _requests;
        private int _presses;
        private TimeSpan _drained;

        public RecordFile Record { get; } = new(site.Database);

        public TimeSpan Slowest { get; private set; }

        public async Task Works(int requests)
        {
            for (var i = 0; i < requests; i++)
            {
                await Send(_hand.Submit());
                _requests++;
                await site.Slack.Eventually("routing", () => Record.Count("select count(*) from deadline where kind = 'route' and done_at is null") == 0);
                await Send(_hand.Press("cr.approve", "U0LEE", _requests));
                await Send(_hand.Press("cr.approve", "U0KIM", _requests));
            }

            // The first of all are compiled while they are answered.
            if (_requests == 1)
                Slowest = TimeSpan.Zero;
        }

        public async Task WorksFor(TimeSpan time)
        {
            // The pace that the stand-in's minute bears: what is tested is the outage, not Slack's rates.
            var until = Stopwatch.StartNew();
            var most = _requests + Long.Or(15, 4);
            while (until.Elapsed < time)
            {
                if (_requests < most)
                    await Works(1);
                await Task.Delay(TimeSpan.FromMilliseconds(400));
            }

        }

        public async Task EverythingArrives(int ambiguous)
        {
            var since = Stopwatch.StartNew();
            while (Record.Outbox > 0)
            {
                since.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(4), $"{Record.Outbox} messages did not leave.\n{site.Host!.Output}");
                await Task.Delay(100);
            }

            _drained = since.Elapsed;
            Record.Parked.ShouldBe(0);
            var posted = site.Slack.Workspace.Messages.All.Where(m => m is { Via: MessageVia.PostMessage, IsEphemeral: false }).ToList();
            var notes = posted.Where(m => m.Channel == "D0ANA").Select(m => m.Text).ToList();
            // Two for each request: who is asked, and the decision.
            var first = notes.Distinct().ToList();
            first.Count.ShouldBe(_requests * 2, string.Join('\n', first));
            first.Select(ChangeOf).ShouldBe(NotesInOrder(first), "Notes are in order.");
            var cards = posted.Where(m => m.Channel == "C0PAY").ToList();
            cards.Select(m => ChangeOf(m.Readable)).Distinct().Count().ShouldBe(_requests);
            var repeated = notes.Count - first.Count + cards.Count - _requests;
            repeated.ShouldBeLessThanOrEqualTo(ambiguous);
            Repeated = repeated;
        }

        public int Repeated { get; private set; }

        public override string ToString() =>
            $"{_requests} requests, {_presses} presses, slowest answer {Slowest.TotalMilliseconds:0} ms; all delivered {_drained.TotalSeconds:0.0} s after, {Repeated} repeated.";

        // Requests are worked through one after the other, so the notes' order is the requests' order, each told of twice.
        private static IEnumerable<long> NotesInOrder(List<string> notes) => notes.Select(ChangeOf).Order();

        private static long ChangeOf(string text) => long.Parse(Number().Match(text).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);


        private async Task Send(Deed deed)
        {
            var answer = await _hand.Send(deed);
            answer.Status.ShouldBe(200, $"{deed.Kind}\n{site.Host!.Output}");
            _presses++;
            if (answer.Elapsed > Slowest)
                Slowest = answer.Elapsed;
        }

        [GeneratedRegex("CR-([0-9]+)")]
        private static partial Regex Number();
    }
}
