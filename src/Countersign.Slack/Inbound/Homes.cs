using System.Collections.Concurrent;
using Countersign.Core.People;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>Publishes the Home tab when it is opened, and again when something of that person's changes while it may be in view.</summary>
public sealed partial class Homes(SlackApi api, SlackDesk desk, Later later, IClock clock, ILogger<Homes> log)
{
    // Slack tells us of every opening, so after a restart the next one begins this list anew.
    private readonly ConcurrentDictionary<string, byte> _seen = new();

    public void Opened(string? teamId, string userId)
    {
        if (_seen.Count < 10_000)
            _seen.TryAdd(userId, 0);
        Publish(desk.Who(teamId, userId), userId);
    }

    public void Changed(ChatIdentity person)
    {
        if (_seen.ContainsKey(person.UserId))
            Publish(desk.Who(person.Tenant, person.UserId), person.UserId);
    }

    private void Publish(Actor who, string userId) => later.Do("the Home tab", async cancel =>
    {
        var now = clock.GetCurrentInstant();
        var view = HomeTab.ForStranger();
        if (who is Actor.Member { Person: var person })
        {
            var people = await desk.Store.People(now, cancel);
            view = HomeTab.For(
                person,
                people.GetValueOrDefault(person.Id, Core.Desk.PersonState.None),
                await desk.Store.Asking(person.Id, HomeTab.MostEach + 1, cancel),
                await desk.Store.By(person.Id, HomeTab.MostEach + 1, cancel),
                desk.Draw(),
                now);
        }

        if (await api.PublishHome(desk.Settings.Bot, userId, view, ct: cancel) is SlackResult<OpenedView>.Failed { Failure: var failure })
            LogNotPublished(failure.ToString());
    });

    [LoggerMessage(LogLevel.Warning, "A Home tab was not published: {Failure}")]
    private partial void LogNotPublished(string failure);
}
