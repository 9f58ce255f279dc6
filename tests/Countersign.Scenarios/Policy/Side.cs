using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;
using Countersign.Scenarios.InTeams;

namespace Countersign.Scenarios.Policy;

/// <summary>What a form came to.</summary>
internal sealed record Sent(bool Taken, string Words);

/// <summary>One of the two platforms, as the policy's scenarios use it: the same words on both.</summary>
internal abstract class Side(Home home) : IAsyncDisposable
{
    public Home Home => home;

    /// <summary>Slack or Teams, with the policy that the scenarios share.</summary>
    public static async Task<Side> Open(string platform, Func<string, string>? change = null, NodaTime.Instant? now = null)
    {
        var policy = PolicyTown.Yaml(platform == "Slack");
        policy = change?.Invoke(policy) ?? policy;
        return platform == "Slack"
            ? new InSlack(await Home.Open(now, policy))
            : new OnTeams(await Home.OpenWithTeams(policy, now));
    }

    /// <summary>Fills the form in, with these fields beside the ones that every request needs.</summary>
    public abstract Task<Sent> Asks(string who, string service, params (string Field, string Value)[] fields);

    /// <summary>What is answered to a command.</summary>
    public abstract Task<string> Hears(string who, string typed, string answer);

    /// <summary>Something that comes to somebody's own chat.</summary>
    public abstract Task<string> Sees(string who, string words);

    public abstract Task Press(string who, string button, int number = 1);

    /// <summary>
    /// A finger on a button of the newest message that reads so, once it is there: pressed later, it presses the card as it was, as people
    /// do who press at the same moment.
    /// </summary>
    /// <returns>The press, whatever it is answered with.</returns>
    public abstract Task<Func<Task>> Aims(string who, string button, string on);

    /// <summary>All of them at once.</summary>
    public static Task AtOnce(params Func<Task>[] presses) => Task.WhenAll(presses.Select(p => p()));

    /// <summary>What a press that is refused is answered with.</summary>
    public abstract Task<string> Refused(string who, string button, int number, string words);

    /// <summary>Presses a button of a message with these words, once it is there.</summary>
    public abstract Task<HttpAnswer> Clicks(string who, string button, string on);

    /// <summary>The platform delivers it again, so often.</summary>
    public abstract Task<HttpAnswer[]> Again(HttpAnswer first, int times);

    /// <summary>How one types somebody's name so that it is a mention.</summary>
    public abstract string Mention(string who);

    /// <summary>Presses a button of the newest message that reads so, once it is there.</summary>
    /// <returns>What only they are answered.</returns>
    public abstract Task<string> Answers(string who, string button, string on, string answer);

    /// <summary>Opens the details.</summary>
    public abstract Task Looks(string who, int number = 1);

    /// <summary>How the messages to somebody read now, oldest first.</summary>
    public abstract IReadOnlyList<string> Chat(string who);

    public async Task<ChangeRequest> The(int number = 1) => (await home.Store.Find(new ChangeId(number)))!;

    /// <summary>So many are asked for it, and have their cards.</summary>
    public async Task<List<string>> Asked(int count, int number = 1)
    {
        List<string> asked = [];
        await home.Slack.Eventually($"{count} asked for CR-{number}", () =>
        {
            asked = [.. The(number).GetAwaiter().GetResult()?.AskedNow.Select(a => a.Person.Value) ?? []];
            return asked.Count == count;
        });
        foreach (var who in asked)
            await Sees(who, $"CR-{number}");
        await home.Quiet();
        return asked;
    }

    public async Task<Outcome?> Ends(int number = 1)
    {
        await home.Quiet();
        return ((await The(number)).Status as Status.Settled)?.Outcome;
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    protected static IEnumerable<(string Field, string Value)> Form(string service, (string Field, string Value)[] fields) =>
    [
        ("Title", "Retry failed refunds"),
        ("Service", service),
        ("AI tools used", "Claude Code"),
        ("What the AI did", "Wrote the retry loop and its tests."),
        ("What you checked yourself", "Read every line and ran it against the sandbox."),
        .. fields,
    ];

    private sealed class InSlack(Home home) : Side(home)
    {
        public override async Task<Sent> Asks(string who, string service, params (string Field, string Value)[] fields)
        {
            var person = Home.As(who);
            (await person.Run($"/signoff https://github.com/acme/{service}-repo/pull/12")).Status.ShouldBe(200);
            await person.SeesView("Ask for a sign-off");
            // A form that was refused before is still open, with its own link.
            var link = ("Link to the change", $"https://github.com/acme/{service}-repo/pull/12");
            var answer = await person.Submit([.. Form(PolicyTown.Label(service), fields.Any(f => f.Field == link.Item1) ? fields : [.. fields, link])]);
            return new Sent(answer.Outcome == Submitted.Closed, string.Join("; ", answer.Errors));
        }

        public override async Task<string> Hears(string who, string typed, string answer)
        {
            var heard = await Home.As(who).Run($"/signoff {typed}");
            heard.Readable.ShouldContain(answer);
            return heard.Readable;
        }

        public override async Task<string> Sees(string who, string words) => (await Home.As(who).Sees(words)).Readable;

        public override async Task Press(string who, string button, int number = 1) => await Home.As(who).Click(button, on: $"CR-{number}");

        public override async Task<Func<Task>> Aims(string who, string button, string on)
        {
            var message = await Home.As(who).Sees(on);
            var version = message.Versions.Length - 1;
            return () => Home.As(who).Click(button, message, version: version);
        }

        public override Task<HttpAnswer> Clicks(string who, string button, string on) => Home.As(who).Click(button, on);

        public override Task<HttpAnswer[]> Again(HttpAnswer first, int times) => Home.Slack.Sender.Replay(times, first.Request);

        public override string Mention(string who) => $"<@U0{who.ToUpperInvariant()}|{who}>";

        public override async Task<string> Refused(string who, string button, int number, string words)
        {
            await Home.As(who).Click(button, Home.As(who).Dm.Last(m => m.Readable.Contains($"CR-{number}\n", StringComparison.Ordinal)), version: 0);
            return (await Home.As(who).SeesPrivately(words)).Readable;
        }

        public override async Task<string> Answers(string who, string button, string on, string answer)
        {
            await Home.As(who).Click(button, await Home.As(who).Sees(on));
            return (await Home.As(who).SeesPrivately(answer)).Readable;
        }

        public override async Task Looks(string who, int number = 1)
        {
            await Home.As(who).Choose("Details", on: $"CR-{number}\n");
            await Home.As(who).SeesView($"CR-{number}");
        }

        public override IReadOnlyList<string> Chat(string who) => [.. Home.As(who).Dm.Select(m => m.Readable)];
    }

    private sealed class OnTeams(Home home) : Side(home)
    {
        public override async Task<Sent> Asks(string who, string service, params (string Field, string Value)[] fields)
        {
            var person = Home.Member(who);
            (await person.Say($"new https://github.com/acme/{service}-repo/pull/12")).Status.ShouldBe(200);
            (await person.Press("Ask for a sign-off", $"{service}-repo #12")).Outcome.ShouldBe(PressOutcome.DialogOpened);
            var answer = await person.Submit([.. Form(service, fields)]);
            return new Sent(answer.Outcome == DialogOutcome.Message, answer.Readable);
        }

        public override async Task<string> Hears(string who, string typed, string answer) => (await Home.Hears(who, typed, null, answer)).Readable;

        public override async Task<string> Sees(string who, string words) => (await Home.Member(who).Sees(words)).Readable;

        public override async Task Press(string who, string button, int number = 1) =>
            (await Home.Member(who).Press(Home.Member(who).CardOf(number), button)).Outcome.ShouldBe(PressOutcome.CardShown);

        public override async Task<Func<Task>> Aims(string who, string button, string on)
        {
            var seen = await Home.Member(who).Sees(on);
            return () => Home.Member(who).PressStale(seen.Message, seen.Card!, button);
        }

        public override async Task<HttpAnswer> Clicks(string who, string button, string on) => (await Home.Member(who).Press(button, on)).Http!;

        public override Task<HttpAnswer[]> Again(HttpAnswer first, int times) => Home.Teams.Sender.Replay(times, first.Request);

        public override string Mention(string who) => $"@{who}";

        public override async Task<string> Refused(string who, string button, int number, string words)
        {
            var answer = await Home.Member(who).Press(Home.Member(who).CardOf(number), button);
            answer.Readable.ShouldContain(words);
            return answer.Readable;
        }

        public override async Task<string> Answers(string who, string button, string on, string answer)
        {
            var answered = await Home.Member(who).Press(button, on);
            answered.Outcome.ShouldBe(PressOutcome.Toast);
            answered.Text.ShouldContain(answer);
            return answered.Text;
        }

        public override async Task Looks(string who, int number = 1) =>
            (await Home.Member(who).Press(Home.Member(who).CardOf(number), "Details")).Outcome.ShouldBe(PressOutcome.CardShown);

        public override IReadOnlyList<string> Chat(string who) => [.. Home.Member(who).Chat.Where(m => m.From == Home.Teams.BotId).Select(Talk.Shown)];
    }
}
