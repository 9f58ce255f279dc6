using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>A town that nobody may get into. What is sent here is refused, so the stories don't meet.</summary>
public sealed class ClosedTown : IAsyncLifetime
{
    internal Home Home { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await Home.OpenWithTeams();
        await Home.Asked();
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}

/// <summary>S3 and S4 through the real host: who is let in, and where our bearer goes. The token rules themselves stand beside the wire.</summary>
public sealed class DoorTests(ClosedTown town) : IClassFixture<ClosedTown>
{
    private static readonly JsonNode Past = 1_700_000_000;

    private readonly Home _home = town.Home;

    public static TheoryData<string> Forgeries { get; } = new(
        "none", "no bearer", "no token", "alg none", "HS256 with the public key", "a key of their own", "another issuer", "another audience", "expired",
        "not yet valid", "no expiry", "another service", "no service", "crit", "an embedded key", "five parts", "17 KB", "a flipped bit");

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Without_a_sound_token_nothing_is_recorded_and_nothing_is_sent(string forgery)
    {
        var (events, calls, refused) = (await _home.Events(), Calls(), _home.Refused().Count);
        var press = _home.Member("lee").ExecuteActivity(_home.ChannelCard(), "approve", new JsonObject { ["cr"] = Core.Desk.ButtonValue.Of(await _home.Change()).ToString() });

        foreach (var activity in (JsonObject[])[press, _home.Member("lee").MessageActivity("back")])
        {
            var answer = await _home.Teams.Sender.Send(activity, Token(forgery));
            answer.Status.ShouldBe(401);
            answer.Body.ShouldNotContain("issuer", Case.Insensitive);
            answer.Body.ShouldNotContain("expired", Case.Insensitive);
        }

        await _home.Quiet();
        (await _home.Events()).ShouldBe(events);
        Calls().ShouldBe(calls);
        _home.Refused().Count.ShouldBe(refused);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/teams/")]
    [InlineData("https://evil.example/teams/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://me@smba.trafficmanager.net/")]
    public async Task A_service_off_the_list_is_turned_away_however_well_it_is_signed(string service)
    {
        var calls = Calls();
        foreach (var activity in (JsonObject[])[_home.Member("zoe").MessageActivity("help"), _home.Member("lee").InvokeActivity("task/fetch", [])])
        {
            activity["serviceUrl"] = service;
            var answer = await _home.Teams.Sender.Send(activity, _home.Teams.Tokens.Issue(claims => claims["serviceurl"] = service));
            answer.Status.ShouldBe(403);
        }

        await _home.Quiet();
        Calls().ShouldBe(calls);
    }

    [Fact]
    public async Task What_is_no_activity_of_ours_gets_its_own_answer()
    {
        var sender = _home.Teams.Sender;
        (await sender.Send(_home.Member("lee").InvokeActivity("fileConsent/invoke", []))).Status.ShouldBe(501);
        foreach (var type in (string[])["typing", "messageReaction", "messageUpdate", "messageDelete", "event", "endOfConversation", "unheardOf"])
        {
            var activity = _home.Member("lee").MessageActivity("back");
            activity["type"] = type;
            var answer = await sender.Send(activity);
            (answer.Status, answer.Body).ShouldBe((200, ""), type);
        }

        (await sender.Send("{"u8.ToArray())).Status.ShouldBe(400);
        (await sender.Send("{\"type\":\"message\",\"type\":\"invoke\"}"u8.ToArray())).Status.ShouldBe(400);
        (await sender.Send(Encoding.UTF8.GetBytes("{\"type\":\"message\",\"text\":\"" + new string('x', 600_000) + "\"}"))).Status.ShouldBe(413);
        (await sender.Send(_home.Member("lee").ExecuteActivity(_home.ChannelCard(), "nothing of ours", new JsonObject()))).Body.ShouldContain("read this button: its card is too old or broken");
        _home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_channel_changes_its_key_people_notice_nothing()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Hears("bo", "mine", null, "You have not asked");
        home.Teams.Keys.RollOver();
        home.Advance(NodaTime.Duration.FromHours(2));
        await home.Hears("bo", "list", null, "Nothing waits for you.");
    }

    private int Calls() => _home.Teams.Calls.Count(c => c.Method is not (Operations.Metadata or Operations.Keys));

    private string Token(string forgery)
    {
        var tokens = _home.Teams.Tokens;
        using var own = RSA.Create(2048);
        return forgery switch
        {
            "none" => "",
            "no bearer" => "x",
            "no token" => "..",
            "alg none" => tokens.Issue(header: h => h["alg"] = "none", sign: _ => []),
            "HS256 with the public key" => tokens.Issue(header: h => h["alg"] = "HS256", sign: bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(_home.Teams.Keys.Current.Kid), bytes)),
            "a key of their own" => tokens.Issue(sign: bytes => own.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            "another issuer" => tokens.Issue(c => c["iss"] = "https://sts.windows.net/x/"),
            "another audience" => tokens.Issue(c => c["aud"] = "another-app"),
            "expired" => tokens.Issue(c => (c["nbf"], c["exp"]) = (Past.DeepClone(), Past.DeepClone())),
            "not yet valid" => tokens.Issue(c => c["nbf"] = c["exp"]!.DeepClone()),
            "no expiry" => tokens.Issue(c => c.Remove("exp")),
            "another service" => tokens.Issue(c => c["serviceurl"] = "https://smba.trafficmanager.net/teams/"),
            "no service" => tokens.Issue(c => c.Remove("serviceurl")),
            "crit" => tokens.Issue(header: h => h["crit"] = new JsonArray("exp")),
            "an embedded key" => tokens.Issue(header: h => h["jwk"] = new JsonObject { ["kty"] = "RSA" }),
            "five parts" => tokens.Issue() + ".a.b",
            "17 KB" => tokens.Issue(c => c["more"] = new string('x', 17 * 1024)),
            "a flipped bit" => Flipped(tokens.Issue()),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, null),
        };
    }

    private static string Flipped(string token) => token[..^20] + (token[^20] == 'A' ? 'B' : 'A') + token[^19..];
}
