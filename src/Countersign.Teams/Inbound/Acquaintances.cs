using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Teams.Wire.Connector;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>
/// Learns who is mentioned that never wrote to us. A mention has Teams' own id alone; the members of the conversation say who that is.
/// </summary>
public sealed class Acquaintances(ConnectorApi api, TeamsSettings settings, Addresses addresses)
{
    private const int MostAsked = 3;

    // The answer is to come within three seconds. Whoever is not found by then is a stranger.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    public async Task Meet(Activity activity, Instant now, CancellationToken cancel)
    {
        if (activity is not { ServiceUrl: { } url, Conversation: { } conversation } || !NamesSomebody(activity.Text))
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AtMost);
        foreach (var mention in activity.Mentions.Where(m => addresses.Behind(m.Id) is null).Take(MostAsked))
            if (await Member(new Uri(url), conversation.BaseId, mention.Id, limit.Token) is { DirectoryId: { } directory } member && IsOurs(member))
                await addresses.Keep(Address(directory, member, url), now, cancel);
    }

    private async Task<Member?> Member(Uri service, string conversation, string id, CancellationToken cancel)
    {
        try
        {
            return (await api.Member(service, conversation, id, cancel) as ConnectorResult<Member>.Done)?.Value;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private ChatAddress Address(string directory, Member member, string url)
    {
        var identity = TeamsSettings.Identity(settings.TenantId, directory);
        return new ChatAddress(Platform.Teams, identity.Tenant, AddressKind.Person, identity.UserId, url, member.Id, null, null);
    }

    private bool IsOurs(Member member) =>
        member.TenantId is null || string.Equals(member.TenantId, settings.TenantId, StringComparison.OrdinalIgnoreCase);

    // The commands that are about another person.
    private static bool NamesSomebody(string text) => Verbs.Read(Messages.WithoutSlash(text)) is Utterance.Said { Verb: Verb.Reassign or Verb.Rota };
}
