using Countersign.Slack.Wire;
using Shouldly;

namespace Countersign.Adapters.Tests.SlackWire;

internal static class SlackResults
{
    public static T Done<T>(this SlackResult<T> result) =>
        result.ShouldBeOfType<SlackResult<T>.Done>(result.ToString()).Value;

    public static SlackFailure Failure<T>(this SlackResult<T> result) =>
        result.ShouldBeOfType<SlackResult<T>.Failed>().Failure;
}
