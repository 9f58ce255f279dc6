using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>A short note that only one person saw.</summary>
/// <param name="User">Who saw it.</param>
/// <param name="IsError">The client showed it as something that went wrong.</param>
public sealed record Toast(string User, string Text, bool IsError, DateTimeOffset At);

/// <summary>What each person's client shows that others' don't: own views of cards, dialogs, toasts.</summary>
public sealed class Screens
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string User, string Place, string Message), (int Versions, JsonObject Card)> _views = [];
    private readonly HashSet<(string User, string Place, string Message, int Versions)> _looked = [];
    private readonly Dictionary<string, TeamsDialog> _dialogs = [];
    private readonly List<Toast> _toasts = [];
    private readonly TimeProvider _time;
    private readonly Action<TeamsChange> _changed;
    private int _made;

    internal Screens(TimeProvider time, Action<TeamsChange> changed) => (_time, _changed) = (time, changed);

    /// <summary>The card that this person sees in place of the message's, or null. A newer version of the message ends it.</summary>
    public JsonObject? View(string user, TeamsMessage message)
    {
        lock (_gate)
        {
            return _views.TryGetValue((user, message.Place, message.Id), out var view) && view.Versions == message.Versions.Length ? view.Card : null;
        }
    }

    public TeamsDialog? Dialog(string user)
    {
        lock (_gate) return _dialogs.GetValueOrDefault(user);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Toast> Toasts(string user)
    {
        lock (_gate) return [.. _toasts.Where(toast => toast.User == user)];
    }

    /// <summary>True once for each person and version of a message.</summary>
    internal bool FirstLook(string user, TeamsMessage message)
    {
        lock (_gate) return _looked.Add((user, message.Place, message.Id, message.Versions.Length));
    }

    internal bool HasLooked(string user, TeamsMessage message)
    {
        lock (_gate) return _looked.Contains((user, message.Place, message.Id, message.Versions.Length));
    }

    internal void Replace(string user, TeamsMessage message, JsonObject card)
    {
        lock (_gate) _views[(user, message.Place, message.Id)] = (message.Versions.Length, card);
        _changed(new(TeamsChangeKind.ViewReplaced, message.Place, message.Id, user));
    }

    internal TeamsDialog Show(string user, string title, JsonObject card, DialogOrigin origin)
    {
        TeamsDialog dialog;
        lock (_gate) _dialogs[user] = dialog = new(++_made, user, title, card) { Origin = origin };
        _changed(new(TeamsChangeKind.DialogShown, User: user));
        return dialog;
    }

    internal void Close(string user)
    {
        lock (_gate) _dialogs.Remove(user);
        _changed(new(TeamsChangeKind.DialogClosed, User: user));
    }

    internal Toast Say(string user, string text, bool isError)
    {
        var toast = new Toast(user, text, isError, _time.GetUtcNow());
        lock (_gate) _toasts.Add(toast);
        _changed(new(TeamsChangeKind.ToastShown, User: user));
        return toast;
    }
}
