using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>The fields of an interaction while they are read: the type may come last.</summary>
internal sealed class InteractionFields
{
    private string? _type, _teamId, _teamDomain, _apiAppId, _enterpriseId, _triggerId, _callbackId, _actionTs;
    private string? _channelId, _messageTs, _responseUrl;
    private bool _isEnterpriseInstall, _isCleared;
    private SlackUser? _user;
    private Container? _container;
    private SlackView? _view;
    private ViewState? _state;
    private IReadOnlyList<BlockAction> _actions = [];

    public static Interaction? Read(ref Utf8JsonReader json)
    {
        var fields = new InteractionFields();
        while (JsonFields.Next(ref json)) fields.ReadField(ref json);
        return fields.Build();
    }

    private void ReadField(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("type"u8)) _type = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("user"u8)) _user = ActorReading.User(ref json);
        else if (json.ValueTextEquals("team"u8)) (_teamId, _teamDomain) = ActorReading.Team(ref json);
        else if (json.ValueTextEquals("api_app_id"u8)) _apiAppId = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("container"u8)) _container = Container.Read(ref json);
        else if (json.ValueTextEquals("trigger_id"u8)) _triggerId = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("channel"u8)) _channelId = ActorReading.Id(ref json);
        else if (json.ValueTextEquals("message"u8)) _messageTs = ActorReading.MessageTs(ref json) ?? _messageTs;
        else if (json.ValueTextEquals("message_ts"u8)) _messageTs = JsonFields.Text(ref json) ?? _messageTs;
        else if (json.ValueTextEquals("view"u8)) _view = SlackView.Read(ref json);
        else if (json.ValueTextEquals("state"u8)) _state = ViewState.Read(ref json);
        else if (json.ValueTextEquals("response_url"u8)) _responseUrl = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("actions"u8)) _actions = BlockAction.ReadAll(ref json);
        else if (json.ValueTextEquals("enterprise"u8)) _enterpriseId = ActorReading.Id(ref json);
        else if (json.ValueTextEquals("is_enterprise_install"u8)) _isEnterpriseInstall = JsonFields.Flag(ref json);
        else if (json.ValueTextEquals("callback_id"u8)) _callbackId = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("action_ts"u8)) _actionTs = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("is_cleared"u8)) _isCleared = JsonFields.Flag(ref json);
        else JsonFields.Pass(ref json);
    }

    // A known type that lacks what makes it one is refused (null), not taken for an unknown type.
    private UserInteraction? Known(Origin origin) => _type switch
    {
        "block_actions" when _actions.Count > 0 => new BlockActions
        {
            Origin = origin,
            TriggerId = _triggerId,
            Actions = _actions,
            Container = _container,
            ChannelId = _channelId ?? _container?.ChannelId,
            MessageTs = _messageTs ?? _container?.MessageTs,
            View = _view,
            State = _state ?? _view?.State ?? ViewState.Empty,
            ResponseUrl = _responseUrl,
        },
        "view_submission" when _view is { } view => new ViewSubmission(view) { Origin = origin, TriggerId = _triggerId },
        "view_closed" when _view is { } view =>
            new ViewClosed(view, _isCleared) { Origin = origin, TriggerId = _triggerId },
        "shortcut" when _callbackId is { } callback =>
            new GlobalShortcut(callback, _actionTs) { Origin = origin, TriggerId = _triggerId },
        "message_action" when _callbackId is { } callback =>
            new MessageShortcut(callback, _actionTs, _channelId, _messageTs, _responseUrl)
            {
                Origin = origin,
                TriggerId = _triggerId,
            },
        _ => null,
    };

    private Interaction? Build() => _type switch
    {
        null => null,
        "block_actions" or "view_submission" or "view_closed" or "shortcut" or "message_action" =>
            _user is null
                ? null
                : Known(new Origin(_user, _teamId, _teamDomain, _enterpriseId, _apiAppId, _isEnterpriseInstall)),
        _ => new UnknownInteraction(_type),
    };
}
