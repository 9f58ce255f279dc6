using System.Text;
using Countersign.Adapters.Tests.TeamsWire;
using Countersign.Edge;
using Countersign.Teams;
using Countersign.Teams.Wire.Auth;
using Countersign.Teams.Wire.Connector;
using Countersign.Teams.Wire.Inbound;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

/// <summary>Two readings of one protocol, made apart from each other: the product's wire, and the stand-in.</summary>
public sealed class ProductWireTests
{
    private static readonly OutgoingActivity Card =
        new("In short", Encoding.UTF8.GetBytes("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Hello"}]}"""));

    [Fact]
    public async Task The_product_proves_and_reads_what_people_do()
    {
        await using var stage = await TeamsStage.Start();
        using var http = OutboundHttp.Create();
        var tokens = new Countersign.Teams.Wire.Auth.ChannelTokens(Settings(stage), http);
        await stage.Ana.Say("assign @lee", "payments");
        var activity = await Proven();
        (activity.Text, activity.From!.Id).ShouldBe(("assign @29:1LEE", "29:1ANA"));
        stage.Teams.Keys.RollOver();
        await stage.Ana.Install();
        await Proven();
        stage.Bot.Requests.Count.ShouldBe(3);

        async Task<Activity> Proven()
        {
            Activity.TryParse(stage.Bot.Last.Body, out var read).ShouldBeTrue();
            var now = Instant.FromDateTimeOffset(stage.Clock.GetUtcNow());
            (await tokens.Verify(stage.Bot.Last.Headers["Authorization"], read!, now)).ShouldBeOfType<TokenVerdict.Proven>();
            return read!;
        }
    }

    [Fact]
    public async Task The_product_does_all_its_calls()
    {
        await using var stage = await TeamsStage.Start(options => options with { EnforceRates = true, MembersPage = 2 });
        using var http = OutboundHttp.Create();
        var (teams, service) = (stage.Teams, stage.Teams.ServiceUrl);
        var api = new ConnectorApi(http, Settings(stage), new Countersign.Teams.Wire.Connector.RateGate(stage.Clock), stage.Clock);

        var chat = (await api.CreatePersonal(service, "29:1ANA", teams.TenantId)).Done();
        var sent = (await api.Send(service, chat.Id, Card)).Done();
        (await api.Update(service, sent.ConversationId, sent.ActivityId, Card)).Done();
        stage.Ana.Chat.ShouldHaveSingleItem().Versions.Length.ShouldBe(2);
        (await api.Delete(service, sent.ConversationId, sent.ActivityId)).Done();
        (await api.Update(service, sent.ConversationId, sent.ActivityId, Card)).Failure().ShouldBeOfType<ConnectorFailure.Rejected>().Kind.ShouldBe(RejectionKind.Gone);

        var thread = (await api.CreateThread(service, TeamsStage.Payments, teams.TenantId, Card)).Done();
        (await api.Reply(service, thread.ConversationId, thread.ActivityId, Card)).Done();
        teams.Channel("payments").Select(message => message.IsReply).ShouldBe([false, true]);

        (await api.Member(service, TeamsStage.Payments, "29:1LEE")).Done().DirectoryId.ShouldBe(stage.Lee.User.DirectoryId);
        var page = (await api.Members(service, TeamsStage.Payments)).Done();
        (await api.Members(service, TeamsStage.Payments, page.Continuation)).Done().Continuation.ShouldBeNull();

        await stage.Ana.Uninstall();
        (await api.Send(service, chat.Id, Card)).Failure().ShouldBeOfType<ConnectorFailure.Rejected>().Kind.ShouldBe(RejectionKind.Recipient);
        teams.BotTokens.Issued.ShouldBe(1);
        teams.Faults.ShouldBeEmpty();
    }

    private static TeamsSettings Settings(TeamsStage stage) => new(
        stage.Teams.AppId, new TeamsCredential.Secret(stage.Teams.Options.AppSecret), stage.Teams.TenantId,
        stage.Teams.MetadataUrl, stage.Teams.TokenUrl, [stage.Teams.ServiceHost], [stage.Teams.TenantId]);
}
