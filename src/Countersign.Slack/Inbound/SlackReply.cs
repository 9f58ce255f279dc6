using Countersign.Slack.Wire;

namespace Countersign.Slack.Inbound;

/// <summary>What an endpoint answers Slack with.</summary>
internal abstract record SlackReply
{
    private SlackReply()
    {
    }

    /// <summary>200 with an empty body: taken, or (for a form) close it.</summary>
    public sealed record Empty : SlackReply
    {
        public static readonly Empty Instance = new();
    }

    public sealed record Command(CommandResponse Response) : SlackReply;

    public sealed record Form(ViewResponse Response) : SlackReply;

    public sealed record Challenge(string Value) : SlackReply;

    /// <summary>Not an answer but a failure: nothing was recorded, and Slack shows that it did not work.</summary>
    public sealed record Failed(int Status) : SlackReply;
}
