namespace Countersign.Teams.Wire.Connector;

/// <summary>Teams' error codes by what they are about; where it has a new one, by the status.</summary>
internal static class RejectionKinds
{
    public static RejectionKind Of(string code, int status) => code switch
    {
        "BotNotInConversationRoster" or "BotDisabledByAdmin" or "ConversationBlockedByUser"
            or "ForbiddenOperationException" or "MessageWritesBlocked" => RejectionKind.Recipient,
        "ConversationNotFound" or "ActivityNotFoundInConversation" => RejectionKind.Gone,
        "BotNotRegistered" => RejectionKind.Credentials,
        "MessageSizeTooBig" => RejectionKind.TooLarge,
        _ => OfStatus(status),
    };

    private static RejectionKind OfStatus(int status) => status switch
    {
        403 => RejectionKind.Recipient,
        404 or 410 => RejectionKind.Gone,
        _ => RejectionKind.Other,
    };
}
