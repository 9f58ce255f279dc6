using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>The modals on each person's screen, and each person's Home tab.</summary>
public sealed class ViewStacks
{
    /// <summary>Slack holds three modals on top of each other.</summary>
    private const int Deepest = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<SlackView>> _stacks = [];
    private readonly Dictionary<string, SlackView> _homes = [];
    private readonly MessageClock _clock;
    private readonly Action<WorkspaceChange> _changed;
    private int _made;

    internal ViewStacks(MessageClock clock, Action<WorkspaceChange> changed) => (_clock, _changed) = (clock, changed);

    /// <summary>The modal on top, or null.</summary>
    public SlackView? Top(string user)
    {
        lock (_gate) return _stacks.GetValueOrDefault(user)?.LastOrDefault();
    }

    public SlackView? Home(string user)
    {
        lock (_gate) return _homes.GetValueOrDefault(user);
    }

    internal ImmutableArray<SlackView> Homes
    {
        get
        {
            lock (_gate) return [.. _homes.Values];
        }
    }

    internal int Made
    {
        get
        {
            lock (_gate) return _made;
        }
    }

    internal void Restore(IReadOnlyList<SlackView> homes, int made)
    {
        lock (_gate)
        {
            foreach (var home in homes) _homes[home.User] = home;
            _made = made;
        }
    }

    internal SlackView? Find(string? id, string? externalId)
    {
        lock (_gate)
        {
            return _stacks.Values.SelectMany(stack => stack).Concat(_homes.Values)
                .FirstOrDefault(view => view.Id == id || (externalId is not null && view.ExternalId == externalId));
        }
    }

    /// <summary>A new stack: whatever was open is gone.</summary>
    internal SlackView Open(string user, JsonObject definition)
    {
        SlackView view;
        lock (_gate)
        {
            view = Make(user, definition, under: null);
            _stacks[user] = [view];
        }
        return Shown(view);
    }

    /// <summary>Null when three are open already, or none.</summary>
    internal SlackView? Push(string user, JsonObject definition)
    {
        SlackView view;
        lock (_gate)
        {
            if (!_stacks.TryGetValue(user, out var stack) || stack.Count is 0 or >= Deepest) return null;
            view = Make(user, definition, stack[^1]);
            stack.Add(view);
        }
        return Shown(view);
    }

    /// <summary>Null when it is closed, or <paramref name="hash"/> is given and no longer the present one.</summary>
    internal SlackView? Update(SlackView view, string? hash, JsonObject definition)
    {
        SlackView? updated = null;
        lock (_gate)
        {
            if (_homes.TryGetValue(view.User, out var home) && home.Id == view.Id)
            {
                if (Fits(home, hash)) _homes[view.User] = updated = Renewed(home, definition);
            }
            else if (_stacks.TryGetValue(view.User, out var stack))
            {
                var place = stack.FindIndex(open => open.Id == view.Id);
                if (place >= 0 && Fits(stack[place], hash)) stack[place] = updated = Renewed(stack[place], definition);
            }
        }
        return updated is null ? null : Shown(updated);
    }

    /// <summary>Null when <paramref name="hash"/> is given and no longer the present one.</summary>
    internal SlackView? Publish(string user, string? hash, JsonObject definition)
    {
        SlackView published;
        lock (_gate)
        {
            var home = _homes.GetValueOrDefault(user);
            if (home is not null && !Fits(home, hash)) return null;
            published = home is null ? Make(user, definition, under: null) : Renewed(home, definition);
            _homes[user] = published;
        }
        _changed(new(ChangeKind.HomePublished, User: user));
        return published;
    }

    /// <summary>Closes one modal, or the whole stack.</summary>
    internal void Close(SlackView view, bool all = false)
    {
        lock (_gate)
        {
            if (!_stacks.TryGetValue(view.User, out var stack)) return;
            stack.RemoveAll(open => all || open.Id == view.Id);
        }
        _changed(new(ChangeKind.ViewClosed, User: view.User));
    }

    private SlackView Make(string user, JsonObject definition, SlackView? under)
    {
        var id = $"V{++_made:0000000000}";
        return new(id, user, NewHash(), under?.RootId ?? id, under?.Id, definition);
    }

    private SlackView Renewed(SlackView view, JsonObject definition) => view with { Definition = definition, Hash = NewHash() };

    private string NewHash() => $"{_clock.Now.ToUnixTimeSeconds()}.{++_made:x8}";

    private SlackView Shown(SlackView view)
    {
        _changed(new(ChangeKind.ViewShown, User: view.User));
        return view;
    }

    private static bool Fits(SlackView view, string? hash) => hash is null || hash == view.Hash;
}
