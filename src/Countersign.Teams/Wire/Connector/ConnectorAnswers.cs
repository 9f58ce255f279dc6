using System.Collections.Immutable;

namespace Countersign.Teams.Wire.Connector;

/// <summary>A message that is one card: text beside it would be split off by Teams, and no id would come back.</summary>
/// <param name="Summary">The words of the toast.</param>
/// <param name="Card">The Adaptive Card's JSON, UTF-8.</param>
public sealed record OutgoingActivity(string? Summary, ReadOnlyMemory<byte> Card);

public sealed record Conversation(string Id);

/// <summary>A message as Teams keeps it; both are needed to update it.</summary>
public sealed record PostedActivity(string ConversationId, string ActivityId);

/// <param name="Id">Theirs with this bot, <c>29:…</c>.</param>
/// <param name="DirectoryId">The directory's object id.</param>
public sealed record Member(string Id, string? DirectoryId, string? Name, string? TenantId);

/// <param name="Continuation">For the next page; null on the last one.</param>
public sealed record MemberPage(ImmutableArray<Member> Members, string? Continuation);

/// <summary>Teams took the call and has nothing to say.</summary>
public sealed record Nothing
{
    public static readonly Nothing Value = new();
}
