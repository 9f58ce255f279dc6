namespace Countersign.Core.People;

public enum AddressKind
{
    Person,
    Place,
}

/// <summary>
/// How to reach a person or a place on a platform where its id alone does not do (Teams): learnt from what the platform itself
/// proved to have sent, and kept, because it is needed long after.
/// </summary>
/// <param name="Id">The person's id within the tenant, as <see cref="ChatIdentity"/> has it; or the place's.</param>
/// <param name="ServiceUrl">Where the platform takes messages for it.</param>
/// <param name="UserId">The platform's own id of the person as a member of conversations; null for a place.</param>
/// <param name="ConversationId">The person's own conversation with the app, once there is one; or the place's.</param>
/// <param name="Shape">For a place, what it is: <c>channel</c> or <c>groupChat</c>.</param>
public sealed record ChatAddress(
    Platform Platform, string Tenant, AddressKind Kind, string Id, string ServiceUrl, string? UserId, string? ConversationId, string? Shape);
