using System.Security.Cryptography;
using System.Text;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Promises;

/// <summary>S1 over HTTP: only Slack speaks as Slack.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public async Task None_of_some_hundred_forgeries_has_an_effect_or_learns_a_thing()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await home.Quiet();
        // A press that was signed rightly, on its way; every forgery is a change to it.
        await reviewer.Click("I'm on it", on: "CR-1");
        var sent = home.Slack.Sender.Last!;
        var events = (await home.Store.History(new Core.Changes.ChangeId(1))).Length;
        var receipts = home.Slack.Said().Count();

        var answers = new List<HttpAnswer>();
        foreach (var forged in Forgeries(sent, home))
            answers.Add(await home.Slack.Sender.Send(forged));

        answers.Count.ShouldBeGreaterThan(300);
        answers.ShouldAllBe(a => a.Status == 401);
        answers.Select(a => a.Body).Distinct().Count().ShouldBeLessThanOrEqualTo(answers.Count);
        foreach (var answer in answers)
        {
            answer.Body.ShouldNotContain("signature", Case.Insensitive);
            answer.Body.ShouldNotContain("timestamp", Case.Insensitive);
            answer.Body.ShouldNotContain("v0=");
        }

        (await home.Store.History(new Core.Changes.ChangeId(1))).Length.ShouldBe(events);
        (await home.Entries("refused")).ShouldBeEmpty();
        home.Slack.Said().Skip(receipts).ShouldAllBe(c => c.Method == "chat.update");
    }

    private static IEnumerable<SentRequest> Forgeries(SentRequest real, Home home)
    {
        var random = new Random(7);
        var secret = Encoding.UTF8.GetBytes(home.Slack.SigningSecret);
        for (var i = 0; i < 240; i++)
        {
            var body = (byte[])real.Body.Clone();
            body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
            yield return real with { Body = body };
        }

        yield return real with { Headers = Without(real, "X-Slack-Signature") };
        yield return real with { Headers = Without(real, "X-Slack-Request-Timestamp") };
        yield return real with { Headers = new Dictionary<string, string>() };
        yield return real with { Headers = With(real, "X-Slack-Signature", "") };
        yield return real with { Headers = With(real, "X-Slack-Signature", real.Headers["X-Slack-Signature"].ToUpperInvariant()) };
        yield return real with { Headers = With(real, "X-Slack-Signature", real.Headers["X-Slack-Signature"].Replace("v0=", "v1=", StringComparison.Ordinal)) };
        yield return real with { Headers = With(real, "X-Slack-Signature", real.Headers["X-Slack-Signature"][3..]) };
        yield return real with { Headers = With(real, "X-Slack-Signature", $"{real.Headers["X-Slack-Signature"]},{real.Headers["X-Slack-Signature"]}") };
        yield return real with { Body = [.. real.Body, (byte)'&'] };
        yield return real with { Body = [.. real.Body[..^1]] };
        yield return real with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(real.Body).Replace("%22", "\"", StringComparison.Ordinal)) };
        foreach (var path in new[] { "slack/commands", "slack/events" })
            yield return real with { Path = path, Headers = With(real, "X-Slack-Signature", "v0=" + new string('0', 64)) };
        foreach (var seconds in new[] { -360, -301, 301, 360, 86_400, -86_400 })
            yield return Signed(real, secret, home.Clock.Now.ToUnixTimeSeconds() + seconds);
        for (var i = 0; i < 60; i++)
            yield return Signed(real, RandomNumberGenerator.GetBytes(32), home.Clock.Now.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_doubled_header_vouches_for_nothing()
    {
        await using var home = await Home.Open();
        await home.As("ana").Run("/signoff help");
        var sent = home.Slack.Sender.Last!;
        foreach (var doubled in new[] { "X-Slack-Signature", "X-Slack-Request-Timestamp" })
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(home.Slack.BotAddress!, "/" + sent.Path)) { Content = new ByteArrayContent(sent.Body) };
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            foreach (var (name, value) in sent.Headers)
                request.Headers.TryAddWithoutValidation(name, name == doubled ? [value, value] : (string[])[value]);

            using var answer = await http.SendAsync(request);

            ((int)answer.StatusCode).ShouldBe(401);
        }
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/slack/foo", 404)]
    [InlineData("GET", "/slack/commands", 405)]
    [InlineData("POST", "/slack/commands", 401)]
    public async Task What_is_not_answered_is_a_problem_document(string method, string path, int status)
    {
        await using var home = await Home.Open();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(home.Slack.BotAddress!, path));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private static SentRequest Signed(SentRequest real, byte[] secret, long at) => real with
    {
        Headers = new Dictionary<string, string>(real.Headers)
        {
            ["X-Slack-Request-Timestamp"] = $"{at}",
            ["X-Slack-Signature"] = Slack.Wire.SlackSignature.Sign(secret, $"{at}", real.Body),
        },
    };

    private static Dictionary<string, string> With(SentRequest real, string name, string value) => new(real.Headers) { [name] = value };

    private static Dictionary<string, string> Without(SentRequest real, string name) =>
        real.Headers.Where(h => h.Key != name).ToDictionary(h => h.Key, h => h.Value);
}
