using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Teams.Wire.Connector;
using NodaTime;
using Posting = Countersign.Teams.Wire.Connector.ConnectorResult<Countersign.Teams.Wire.Connector.PostedActivity>;

namespace Countersign.Teams;

/// <summary>
/// Finds the conversation that a lane means, and posts in it. A person's own conversation is begun where there is none yet;
/// somebody who never wrote to us is looked for among the members of the places that have the app.
/// </summary>
public sealed class Reaching(ConnectorApi api, TeamsSettings settings, Addresses addresses, IClock clock)
{
    private const int MostPlaces = 5;
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
        var known = await addresses.Of(person, cancel) ?? await LookFor(person, cancel);
        if (known is not { UserId: { } user })
            return new Posting.Failed(new ConnectorFailure.Rejected("app_not_installed", RejectionKind.Recipient));
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

    private async Task<ChatAddress?> LookFor(ChatIdentity person, CancellationToken cancel)
    {
        foreach (var place in (await addresses.Places(cancel)).Take(MostPlaces))
            if (await MemberOf(place, person, cancel) is { } member)
            {
                var found = new ChatAddress(
                    Platform.Teams, person.Tenant, AddressKind.Person, person.UserId, place.ServiceUrl, member.Id, null, null);
                await addresses.Keep(found, clock.GetCurrentInstant(), cancel);
                return found;
            }

        return null;
    }

    private async Task<Member?> MemberOf(ChatAddress place, ChatIdentity person, CancellationToken cancel)
    {
        var service = new Uri(place.ServiceUrl);
        if (await api.Member(service, place.Id, person.UserId, cancel) is ConnectorResult<Member>.Done { Value: var one } && Is(one, person))
            return one;
        string? more = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (await api.Members(service, place.Id, more, cancel) is not ConnectorResult<MemberPage>.Done { Value: var members })
                return null;
            if (members.Members.FirstOrDefault(m => Is(m, person)) is { } found)
                return found;
            if ((more = members.Continuation) is null)
                return null;
        }

        return null;
    }

    private static bool Is(Member member, ChatIdentity person) =>
        string.Equals(member.DirectoryId, person.UserId, StringComparison.OrdinalIgnoreCase)
        && (member.TenantId is null || string.Equals(member.TenantId, person.Tenant, StringComparison.OrdinalIgnoreCase));
}
