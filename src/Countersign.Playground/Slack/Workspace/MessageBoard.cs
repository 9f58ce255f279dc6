namespace Countersign.Playground.Slack;

/// <summary>Every message of the workspace, ephemeral ones too, in the order they came.</summary>
public sealed class MessageBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Channel, string Ts), int> _places = [];
    private readonly List<SlackMessage> _messages = [];
    private readonly MessageClock _clock;
    private readonly Action<WorkspaceChange> _changed;

    internal MessageBoard(MessageClock clock, Action<WorkspaceChange> changed) => (_clock, _changed) = (clock, changed);

    /// <summary>A snapshot, oldest first, with deleted ones.</summary>
    public IReadOnlyList<SlackMessage> All
    {
        get
        {
            lock (_gate) return [.. _messages];
        }
    }

    /// <summary>What stands in a conversation for everybody.</summary>
    public IReadOnlyList<SlackMessage> In(string channel) =>
        [.. All.Where(message => message.Channel == channel && !message.IsEphemeral && !message.Deleted)];

    /// <summary>What only this person was shown, wherever.</summary>
    public IReadOnlyList<SlackMessage> OnlyFor(string user) =>
        [.. All.Where(message => message.OnlyFor == user && !message.Deleted)];

    /// <summary>Null when there is none, or it was deleted.</summary>
    public SlackMessage? Find(string channel, string ts)
    {
        lock (_gate)
        {
            return _places.TryGetValue((channel, ts), out var place) && !_messages[place].Deleted ? _messages[place] : null;
        }
    }

    internal void Restore(IReadOnlyList<SlackMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
            {
                _places.Add((message.Channel, message.Ts), _messages.Count);
                _messages.Add(message);
                _clock.NotBefore(message.Ts);
            }
        }
    }

    internal SlackMessage Post(string channel, string user, MessageVia via, MessageVersion said, string? threadTs = null, string? onlyFor = null)
    {
        SlackMessage posted;
        lock (_gate)
        {
            posted = new(channel, _clock.Next(), user, via, [said]) { ThreadTs = threadTs, OnlyFor = onlyFor };
            _places.Add((channel, posted.Ts), _messages.Count);
            _messages.Add(posted);
        }
        _changed(new(ChangeKind.MessagePosted, channel, posted.Ts, onlyFor));
        return posted;
    }

    internal SlackMessage Edit(SlackMessage message, Func<SlackMessage, SlackMessage> edit)
    {
        SlackMessage edited;
        lock (_gate)
        {
            var place = _places[(message.Channel, message.Ts)];
            edited = _messages[place] = edit(_messages[place]);
        }
        _changed(new(edited.Deleted ? ChangeKind.MessageDeleted : ChangeKind.MessageEdited, message.Channel, message.Ts, message.OnlyFor));
        return edited;
    }
}
