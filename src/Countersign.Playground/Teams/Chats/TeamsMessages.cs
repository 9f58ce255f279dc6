using System.Globalization;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Every message of the tenant, in the order they came.</summary>
public sealed class TeamsMessages
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Place, string Id), int> _places = [];
    private readonly List<TeamsMessage> _messages = [];
    private readonly TimeProvider _time;
    private readonly Action<TeamsChange> _changed;
    private long _lastId;

    internal TeamsMessages(TimeProvider time, Action<TeamsChange> changed) => (_time, _changed) = (time, changed);

    /// <summary>A snapshot, oldest first, with deleted ones.</summary>
    public IReadOnlyList<TeamsMessage> All
    {
        get
        {
            lock (_gate) return [.. _messages];
        }
    }

    /// <summary>What stands in a channel or chat, all threads together.</summary>
    public IReadOnlyList<TeamsMessage> In(string place) => [.. All.Where(message => message.Place == place && !message.Deleted)];

    /// <summary>Null when there is none, or it was deleted.</summary>
    public TeamsMessage? Find(string place, string id)
    {
        lock (_gate)
        {
            return _places.TryGetValue((place, id), out var at) && !_messages[at].Deleted ? _messages[at] : null;
        }
    }

    internal TeamsVersion Version(JsonObject activity) => new((JsonObject)activity.DeepClone(), _time.GetUtcNow());

    /// <param name="thread">The first message of a thread; null begins one in a channel.</param>
    internal TeamsMessage Post(TeamsPlace place, string from, TeamsVersion said, string? thread)
    {
        TeamsMessage posted;
        lock (_gate)
        {
            // Ids only grow, even while the clock stands still.
            _lastId = Math.Max(_lastId + 1, _time.GetUtcNow().ToUnixTimeMilliseconds());
            var id = _lastId.ToString(CultureInfo.InvariantCulture);
            posted = new(place.Id, id, from, [said]) { Thread = place.Kind == PlaceKind.Channel ? thread ?? id : null };
            Keep(posted);
        }
        _changed(new(TeamsChangeKind.MessagePosted, posted.Place, posted.Id));
        return posted;
    }

    internal TeamsMessage Edit(TeamsMessage message, Func<TeamsMessage, TeamsMessage> edit)
    {
        TeamsMessage edited;
        lock (_gate)
        {
            var at = _places[(message.Place, message.Id)];
            edited = _messages[at] = edit(_messages[at]);
        }
        _changed(new(edited.Deleted ? TeamsChangeKind.MessageDeleted : TeamsChangeKind.MessageEdited, message.Place, message.Id));
        return edited;
    }

    internal void Restore(IEnumerable<TeamsMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
            {
                Keep(message);
                _lastId = Math.Max(_lastId, long.Parse(message.Id, CultureInfo.InvariantCulture));
            }
        }
    }

    private void Keep(TeamsMessage message)
    {
        _places.Add((message.Place, message.Id), _messages.Count);
        _messages.Add(message);
    }
}
