using System.Net;
using System.Net.Sockets;
using Countersign.Teams.Wire.Connector;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>The retry table: what may be tried again, and what can't be helped.</summary>
public sealed class ConnectorFailureTests
{
    [Theory]
    [InlineData(400, "BadArgument", RejectionKind.Other)]
    [InlineData(400, "MessageSizeTooBig", RejectionKind.TooLarge)]
    [InlineData(401, "BotNotRegistered", RejectionKind.Credentials)]
    [InlineData(403, "BotNotInConversationRoster", RejectionKind.Recipient)]
    [InlineData(403, "BotDisabledByAdmin", RejectionKind.Recipient)]
    [InlineData(403, "ConversationBlockedByUser", RejectionKind.Recipient)]
    [InlineData(403, "ForbiddenOperationException", RejectionKind.Recipient)]
    [InlineData(403, "SomethingNew", RejectionKind.Recipient)]
    [InlineData(404, "ConversationNotFound", RejectionKind.Gone)]
    [InlineData(404, "MemberNotFoundInConversation", RejectionKind.Gone)]
    [InlineData(404, "ActivityNotFoundInConversation", RejectionKind.Gone)]
    [InlineData(413, "MessageSizeTooBig", RejectionKind.TooLarge)]
    [InlineData(500, "ServiceError", RejectionKind.Other)]
    [InlineData(501, "NotImplemented", RejectionKind.Other)]
    public async Task What_the_table_says_not_to_repeat_is_rejected(int status, string code, RejectionKind kind)
    {
        foreach (var body in new[] { $$"""{"error":{"code":"{{code}}","message":"canary"} }""", $$"""{"code":"{{code}}","message":"canary"}""" })
        {
            await using var stage = await ConnectorStage.Answering(body, status);
            (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Rejected(code, kind));
            (await stage.Update()).Failure().ShouldBe(new ConnectorFailure.Rejected(code, kind));
        }
    }

    [Theory]
    [InlineData(401, "http_401", RejectionKind.Credentials)]
    [InlineData(413, "http_413", RejectionKind.TooLarge)]
    public async Task Where_Teams_gives_no_code_the_status_is_one(int status, string code, RejectionKind kind)
    {
        await using var stage = await ConnectorStage.Answering("<html>canary", status);
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Rejected(code, kind));
    }

    [Theory]
    [InlineData(412, false)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    [InlineData(408, true)]
    [InlineData(599, true)]
    public async Task What_may_be_repeated_says_whether_it_may_have_been_done(int status, bool maybe)
    {
        await using var stage = await ConnectorStage.Answering("""{"error":{"code":"Whatever"}}""", status);
        var why = $"status {status}";
        (await stage.Send()).Failure().ShouldBe(maybe ? new ConnectorFailure.Ambiguous(why) : new ConnectorFailure.Unavailable(why));
        (await stage.Update()).Failure().ShouldBe(new ConnectorFailure.Unavailable(why));
        stage.Connector.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_bare_500_is_an_outage_that_may_have_done_it()
    {
        await using var stage = await ConnectorStage.Answering("<html>canary", 500);
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Ambiguous("status 500"));
        (await stage.Update()).Failure().ShouldBe(new ConnectorFailure.Unavailable("status 500"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    public async Task A_status_without_Teams_own_word_blames_no_message(int status)
    {
        await using var stage = await ConnectorStage.Answering("<html>a proxy says no", status);
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Unavailable($"status {status}"));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 1)]
    [InlineData("999999999", 3600)]
    [InlineData(null, 2)]
    [InlineData("soon", 2)]
    [InlineData("-5", 2)]
    public async Task Too_many_calls_close_the_conversation_for_as_long_as_Teams_says(string? header, int seconds)
    {
        (string, string)[] headers = header is null ? [] : [("Retry-After", header)];
        await using var stage = await ConnectorStage.Answering("""{"error":{"code":"TooManyRequests"}}""", 429, headers);
        var wait = new ConnectorFailure.Throttled(TimeSpan.FromSeconds(seconds));
        (await stage.Send("19:c;messageid=1")).Failure().ShouldBe(wait);
        (await stage.Send("19:c;messageid=2")).Failure().ShouldBe(wait);
        stage.Connector.Received.Count.ShouldBe(1);
        stage.Connector.Answer = Loopback.Saying("""{"id":"1"}""");
        (await stage.Send("19:d")).Done();
        stage.Time.Advance(TimeSpan.FromSeconds(seconds));
        (await stage.Send("19:c")).Done();
    }

    [Fact]
    public async Task Teams_may_name_a_date_to_come_again()
    {
        await using var stage = await ConnectorStage.Answering("", 429);
        stage.Connector.Answer = Loopback.Saying("", 429, ("Retry-After", stage.Time.GetUtcNow().AddSeconds(40).ToString("R")));
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Throttled(TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public async Task Without_a_word_how_long_the_wait_doubles_until_a_call_is_taken_again()
    {
        await using var stage = await ConnectorStage.Answering("", 429);
        foreach (var seconds in new[] { 2, 4, 8, 16, 32, 60, 60, 60 })
        {
            (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Throttled(TimeSpan.FromSeconds(seconds)));
            stage.Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        stage.Connector.Answer = Loopback.Saying("""{"id":"1"}""");
        (await stage.Send()).Done();
        stage.Connector.Answer = Loopback.Saying("", 429);
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Throttled(TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("<html>")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":"\ud800"}""")]
    public async Task A_success_that_lacks_the_id_is_ambiguous(string body)
    {
        await using var stage = await ConnectorStage.Answering(body);
        (await stage.Send()).Failure().ShouldBeOfType<ConnectorFailure.Ambiguous>();
        (await stage.Api.CreatePersonal(stage.Service, "29:a", "t")).Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
    }

    [Fact]
    public async Task No_answer_in_time_is_ambiguous_for_a_message_and_harmless_for_an_update()
    {
        await using var stage = await ConnectorStage.Start(Loopback.Hang);
        var api = stage.ApiWith(stage.Settings, TimeProvider.System, TimeSpan.FromMilliseconds(100));
        (await api.Send(stage.Service, "a:1", ConnectorStage.Card)).Failure().ShouldBe(new ConnectorFailure.Ambiguous("time-out") { Silent = true });
        (await api.Update(stage.Service, "a:1", "1", ConnectorStage.Card)).Failure().ShouldBe(new ConnectorFailure.Unavailable("time-out"));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_ambiguous_for_a_message()
    {
        await using var stage = await ConnectorStage.Start(async context =>
        {
            await context.Response.WriteAsync("{\"id\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        (await stage.Send()).Failure().ShouldBeOfType<ConnectorFailure.Ambiguous>();
        (await stage.Update()).Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var stage = await ConnectorStage.Start(async context =>
        {
            var junk = new byte[65_536];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(junk, context.RequestAborted);
        });
        (await stage.Send()).Failure().ShouldBeOfType<ConnectorFailure.Ambiguous>();
    }

    [Fact]
    public async Task A_refused_connection_is_certainly_not_done()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var stage = await ConnectorStage.Answering("");
        (await stage.ApiAllowing([$"127.0.0.1:{port}"]).Send(new Uri($"http://127.0.0.1:{port}/"), "a:1", ConnectorStage.Card))
            .Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
    }
}
