using System.Collections.Concurrent;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Edge;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>Publishes the Home tab when it is opened, and again when something of that person's changes while it may be in view.</summary>
public sealed partial class Homes(SlackApi api, SlackDesk desk, Commands commands, Later later, IClock clock, ILogger<Homes> log)
{
    // Slack tells us of every opening, so after a restart the next one begins this list anew.
    private readonly ConcurrentDictionary<string, byte> _seen = new();
    private readonly ConcurrentDictionary<string, int> _wanted = new();

    public void Opened(string? teamId, string userId)
    {
        if (_seen.Count < 10_000)
            _seen.TryAdd(userId, 0);
        Publish(teamId, userId);
    }

    public void Changed(ChatIdentity person)
    {
        if (_seen.ContainsKey(person.UserId))
            Publish(person.Tenant, person.UserId);
    }

    // One at a time for each person, and once more when something changed meanwhile: an older drawing never comes last.
    private void Publish(string? teamId, string userId)
    {
        if (_wanted.AddOrUpdate(userId, 1, (_, times) => times + 1) == 1
            && !later.Do("the Home tab", cancel => PublishAll(teamId, userId, cancel)))
            _wanted.TryRemove(userId, out _);
    }

    private async Task PublishAll(string? teamId, string userId, CancellationToken cancel)
    {
        try
        {
            int drawn;
            do
            {
                drawn = _wanted.GetValueOrDefault(userId);
                if (await api.PublishHome(desk.Settings.Bot, userId, await Draw(desk.Who(teamId, userId), cancel), ct: cancel)
                    is SlackResult<OpenedView>.Failed { Failure: var failure })
                    LogNotPublished(failure.ToString());
            }
            while (!_wanted.TryRemove(KeyValuePair.Create(userId, drawn)));
        }
        catch
        {
            _wanted.TryRemove(userId, out _);
            throw;
        }
    }

    private async Task<HomeView> Draw(Actor who, CancellationToken cancel)
    {
        if (who is not Actor.Member { Person: var person })
            return HomeTab.ForStranger(desk.Draw());
        if (!person.Active)
            return HomeTab.ForInactive(desk.Draw());
        return HomeTab.For(await commands.Home(person, HomeTab.MostEach, clock.GetCurrentInstant(), cancel), desk.Draw(who));
    }

    [LoggerMessage(LogLevel.Warning, "A Home tab was not published: {Failure}")]
    private partial void LogNotPublished(string failure);
}
