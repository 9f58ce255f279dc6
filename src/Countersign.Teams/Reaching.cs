using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Teams.Wire.Connector;
using NodaTime;
using Posting = Countersign.Teams.Wire.Connector.ConnectorResult<Countersign.Teams.Wire.Connector.PostedActivity>;

namespace Countersign.Teams;

/// <summary>
/// Finds the conversation that a lane means, and posts in it. A person's own conversation is begun where there is none yet;
/// somebody who never wrote to us is looked for among the members of the places that have the app, those of the policy file first.
/// </summary>
public sealed class Reaching(ConnectorApi api, TeamsSettings settings, Addresses addresses, PolicyInForce policy, IClock clock)
{
    private const int MostPlaces = 10;
    private const int MostPages = 50;

    /// <summary>What a lane's messages go to.</summary>
    public async Task<string> ServiceOf(Lane to, CancellationToken cancel)
    {
        var address = to.Person is { } person ? await addresses.Of(person, cancel) : await addresses.Place(to.Id, cancel);
        return address?.ServiceUrl ?? await addresses.AnyServiceUrl(cancel);
    }

    public Task<Posting> Post(Lane to, OutgoingActivity message, CancellationToken cancel) =>
        to.Person is { } person ? ToPerson(person, message, cancel) : ToPlace(to, message, cancel);

    private async Task<Posting> ToPlace(Lane to, OutgoingActivity message, CancellationToken cancel)
    {
        var place = await addresses.Place(to.Id, cancel);
        var service = new Uri(place?.ServiceUrl ?? await addresses.AnyServiceUrl(cancel));
        return (place?.Shape ?? GuessShape(to.Id)) == "channel"
            ? await api.CreateThread(service, to.Id, settings.TenantId, message, cancel)
            : await api.Send(service, to.Id, message, cancel);
    }

    // Channels of teams end so; chats of groups end in thread.v2 and unq.gbl.spaces.
    private static string GuessShape(string id) =>
        id.EndsWith("@thread.tacv2", StringComparison.OrdinalIgnoreCase) || id.EndsWith("@thread.skype", StringComparison.OrdinalIgnoreCase)
            ? "channel"
            : "groupChat";

    private async Task<Posting> ToPerson(ChatIdentity person, OutgoingActivity message, CancellationToken cancel)
    {
        var known = await addresses.Of(person, cancel);
        if (known?.UserId is null)
        {
            (known, var trouble) = await LookFor(person, cancel);
            // While a roster can't be read, nobody is taken for missing.
            if (known is null)
                return new Posting.Failed(trouble ?? new ConnectorFailure.Rejected("app_not_installed", RejectionKind.Recipient));
        }

        var user = known.UserId!;
        var service = new Uri(known.ServiceUrl);
        if (known.ConversationId is { } conversation)
        {
            var sent = await api.Send(service, conversation, message, cancel);
            // A conversation that is no more is begun again, once.
            if (sent is not Posting.Failed { Failure: ConnectorFailure.Rejected { Kind: RejectionKind.Gone } })
                return sent;
        }

        switch (await api.CreatePersonal(service, user, person.Tenant, cancel))
        {
            case ConnectorResult<Conversation>.Done { Value.Id: var begun }:
                await addresses.Keep(known with { ConversationId = begun }, clock.GetCurrentInstant(), cancel);
                return await api.Send(service, begun, message, cancel);
            case ConnectorResult<Conversation>.Failed { Failure: var failure }:
                return new Posting.Failed(failure);
            default:
                throw new InvalidOperationException("No rule for this result.");
        }
    }

    private async Task<(ChatAddress? Found, ConnectorFailure? Trouble)> LookFor(ChatIdentity person, CancellationToken cancel)
    {
        ConnectorFailure? trouble = null;
        foreach (var (place, service) in (await Places(cancel)).Take(MostPlaces))
            switch (await MemberOf(new Uri(service), place, person, cancel))
            {
                case ConnectorResult<Member>.Done { Value: var member }:
                    var found = new ChatAddress(Platform.Teams, person.Tenant, AddressKind.Person, person.UserId, service, member.Id, null, null);
                    await addresses.Keep(found, clock.GetCurrentInstant(), cancel);
                    return (found, null);
                case ConnectorResult<Member>.Failed { Failure: not ConnectorFailure.Rejected { Kind: not RejectionKind.Credentials } and var failure }:
                    trouble ??= failure;
                    break;
            }

        return (null, trouble);
    }

    // The policy's channels count although nothing was heard of them: the app may have come there while we were not running.
    private async Task<IEnumerable<(string Id, string ServiceUrl)>> Places(CancellationToken cancel)
    {
        var learnt = await addresses.Places(cancel);
        var any = await addresses.AnyServiceUrl(cancel);
        var book = policy.Book;
        return book.Services.Values.SelectMany(s => s.Channels).Concat(book.OperatorsChannels)
            .Where(c => c.Platform == Platform.Teams)
            .Select(c => (Id: c.ChannelId, ServiceUrl: learnt.FirstOrDefault(p => p.Id == c.ChannelId)?.ServiceUrl ?? any))
            .Concat(learnt.Select(p => (p.Id, p.ServiceUrl)))
            .DistinctBy(p => p.Id);
    }

    private async Task<ConnectorResult<Member>> MemberOf(Uri service, string place, ChatIdentity person, CancellationToken cancel)
    {
        var one = await api.Member(service, place, person.UserId, cancel);
        if (one is ConnectorResult<Member>.Done { Value: var member } && Is(member, person))
            return one;
        string? more = null;
        for (var page = 0; page < MostPages; page++)
        {
            var read = await api.Members(service, place, more, cancel);
            if (read is ConnectorResult<MemberPage>.Failed { Failure: var failure })
                return new ConnectorResult<Member>.Failed(failure);
            var members = ((ConnectorResult<MemberPage>.Done)read).Value;
            if (members.Members.FirstOrDefault(m => Is(m, person)) is { } found)
                return new ConnectorResult<Member>.Done(found);
            if ((more = members.Continuation) is null)
                break;
        }

        return new ConnectorResult<Member>.Failed(new ConnectorFailure.Rejected("not_a_member", RejectionKind.Gone));
    }

    private static bool Is(Member member, ChatIdentity person) =>
        string.Equals(member.DirectoryId, person.UserId, StringComparison.OrdinalIgnoreCase)
        && (member.TenantId is null || string.Equals(member.TenantId, person.Tenant, StringComparison.OrdinalIgnoreCase));
}
