using Countersign.Teams.Wire.Connector;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

public sealed class ConnectorApiTests
{
    private const string Fields =
        """
        "type":"message","from":{"id":"28:app"},"summary":"In short","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5"}}]
        """;

    [Fact]
    public async Task Each_writing_call_sends_what_Microsoft_documents()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"a:new","activityId":"17"}""", 201);
        var (api, service, card) = (stage.Api, stage.Service, ConnectorStage.Card);
        (await api.CreatePersonal(service, "29:ana", "tenant")).Done().ShouldBe(new Conversation("a:new"));
        (await api.CreateThread(service, "19:c@thread.tacv2", "tenant", card)).Done().ShouldBe(new PostedActivity("a:new", "17"));
        (await api.Send(service, "19:c@thread.tacv2;messageid=17", card)).Done().ShouldBe(new PostedActivity("19:c@thread.tacv2;messageid=17", "a:new"));
        (await api.Reply(service, "a:1", "1/7", card)).Done().ShouldBe(new PostedActivity("a:1", "a:new"));
        (await api.Update(service, "a:1", "17", card with { Summary = null })).Done().ShouldBe(new PostedActivity("a:1", "17"));
        (await api.Delete(service, "a:1", "17")).Done();

        const string NoSummary = "\"summary\":\"In short\",";
        stage.Connector.Received.Select(sent => $"{sent.Method} {sent.Target} {sent.Body}").ShouldBe(
        [
            """POST /emea/v3/conversations {"isGroup":false,"bot":{"id":"28:app"},"members":[{"id":"29:ana"}],"tenantId":"tenant","channelData":{"tenant":{"id":"tenant"}}}""",
            $$$"""POST /emea/v3/conversations {"isGroup":true,"bot":{"id":"28:app"},"tenantId":"tenant","channelData":{"channel":{"id":"19:c@thread.tacv2"},"tenant":{"id":"tenant"}},"activity":{{{{Fields}}}}}""",
            $$$"""POST /emea/v3/conversations/19%3Ac%40thread.tacv2%3Bmessageid%3D17/activities {{{{Fields}}},"conversation":{"id":"19:c@thread.tacv2;messageid=17"}}""",
            $$$"""POST /emea/v3/conversations/a%3A1/activities/1%2F7 {{{{Fields}}},"conversation":{"id":"a:1"},"replyToId":"1/7"}""",
            $$$"""PUT /emea/v3/conversations/a%3A1/activities/17 {{{{Fields.Replace(NoSummary, "")}}},"conversation":{"id":"a:1"}}""",
            "DELETE /emea/v3/conversations/a%3A1/activities/17 ",
        ]);
        stage.Connector.Received.ShouldAllBe(sent => sent.Authorization == "Bearer canary-1");
        stage.Connector.Received.ShouldAllBe(sent => sent.ContentType == (sent.Method == "DELETE" ? null : "application/json; charset=utf-8"));
    }

    [Fact]
    public async Task Members_are_read_with_either_name_of_the_directory_id()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"29:ana","name":"Ana","objectId":"A","tenantId":"T","email":"ana@example.com"}""");
        (await stage.Api.Member(stage.Service, "a:1", "29:ana")).Done().ShouldBe(new Member("29:ana", "A", "Ana", "T"));
        stage.Connector.Answer = Loopback.Saying("""{"members":[{"id":"29:ana","aadObjectId":"A"},{"name":"no id"}],"continuationToken":"n&xt"}""");
        var page = (await stage.Api.Members(stage.Service, "19:c;messageid=1")).Done();
        page.Members.ShouldBe([new Member("29:ana", "A", null, null)]);
        stage.Connector.Answer = Loopback.Saying("""{"members":[]}""");
        (await stage.Api.Members(stage.Service, "19:c;messageid=1", page.Continuation)).Done().Continuation.ShouldBeNull();
        stage.Connector.Received.Select(sent => $"{sent.Method} {sent.Target}{sent.Body}").ShouldBe(
        [
            "GET /emea/v3/conversations/a%3A1/members/29%3Aana",
            "GET /emea/v3/conversations/19%3Ac%3Bmessageid%3D1/pagedmembers?pageSize=200",
            "GET /emea/v3/conversations/19%3Ac%3Bmessageid%3D1/pagedmembers?pageSize=200&continuationToken=n%26xt",
        ]);
    }

    [Theory]
    [InlineData("https://x/emea", "/emea/v3/conversations/")]
    [InlineData("https://x/emea///", "/emea/v3/conversations/")]
    [InlineData("https://x", "/v3/conversations/")]
    public async Task Slashes_at_the_end_of_the_service_url_do_not_matter(string url, string begins)
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        (await stage.Api.Send(new Uri(stage.Connector.Url, new Uri(url).AbsolutePath), "a:1", ConnectorStage.Card)).Done();
        stage.Connector.Received.Single().Target.ShouldStartWith(begins);
    }

    [Fact]
    public async Task An_id_can_not_lead_to_another_path()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        foreach (var id in new[] { "", ".", "..", new string('x', 1025) })
        {
            (await stage.Send(id)).Failure().ShouldBe(new ConnectorFailure.Rejected("unusable_id", RejectionKind.Other));
            (await stage.Api.Delete(stage.Service, "a:1", id)).Failure().ShouldBe(new ConnectorFailure.Rejected("unusable_id", RejectionKind.Other));
        }

        stage.Connector.Received.ShouldBeEmpty();
        (await stage.Send("../../x?y#z\\")).Done();
        stage.Connector.Received.Single().Target.ShouldBe("/emea/v3/conversations/..%2F..%2Fx%3Fy%23z%5C/activities");
    }

    [Fact]
    public async Task An_update_may_be_answered_with_nothing()
    {
        await using var stage = await ConnectorStage.Answering("", 204);
        (await stage.Update()).Done().ActivityId.ShouldBe("17");
        (await stage.Api.Delete(stage.Service, "a:1", "17")).Done();
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_no_failure()
    {
        await using var stage = await ConnectorStage.Start(Loopback.Hang);
        using var cancel = new CancellationTokenSource();
        var sending = stage.Api.Send(stage.Service, "a:1", ConnectorStage.Card, cancel.Token);
        while (stage.Connector.Received.IsEmpty) await Task.Delay(5);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_card_that_is_no_json_is_a_bug()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        await Should.ThrowAsync<System.Text.Json.JsonException>(
            () => stage.Api.Send(stage.Service, "a:1", new OutgoingActivity("x", "{}, \"text\":1"u8.ToArray())));
    }
}
