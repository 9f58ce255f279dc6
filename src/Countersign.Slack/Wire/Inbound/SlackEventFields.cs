using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>The fields of an event while they are read: the type may come last.</summary>
internal struct SlackEventFields
{
    private string? _type, _user, _channel, _channelType, _tab, _text, _ts, _threadTs, _subtype, _botId;
    private SlackView? _view;
    private IReadOnlyList<string>? _revokedUsers, _revokedBots;

    public void ReadField(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("type"u8)) _type = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("user"u8)) _user = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("channel"u8)) _channel = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("channel_type"u8)) _channelType = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("tab"u8)) _tab = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("view"u8)) _view = SlackView.Read(ref json);
        else if (json.ValueTextEquals("text"u8)) _text = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("ts"u8)) _ts = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("thread_ts"u8)) _threadTs = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("subtype"u8)) _subtype = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("bot_id"u8)) _botId = JsonFields.Text(ref json);
        else if (json.ValueTextEquals("tokens"u8)) ReadTokens(ref json);
        else JsonFields.Pass(ref json);
    }

    public readonly SlackEvent? Build() => _type switch
    {
        null => null,
        "app_home_opened" when _user is { } user => new AppHomeOpened(user, _channel, _tab, _view),
        "app_mention" when _user is { } user && _ts is { } ts && _channel is { } channel =>
            new AppMention(user, _text ?? "", ts, channel, _threadTs),
        "message" when _ts is { } ts && _channel is { } channel =>
            new MessageEvent(channel, _channelType, _user, _text ?? "", ts, _threadTs, _subtype, _botId),
        "app_uninstalled" => new AppUninstalled(),
        "tokens_revoked" => new TokensRevoked(_revokedUsers ?? [], _revokedBots ?? []),
        _ => new OtherEvent(_type),
    };

    private void ReadTokens(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("oauth"u8)) _revokedUsers = JsonFields.Texts(ref json);
            else if (json.ValueTextEquals("bot"u8)) _revokedBots = JsonFields.Texts(ref json);
            else JsonFields.Pass(ref json);
        }
    }
}
