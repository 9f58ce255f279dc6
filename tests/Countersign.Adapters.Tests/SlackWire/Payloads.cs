namespace Countersign.Adapters.Tests.SlackWire;

/// <summary>Payloads as Slack sends them, with fields nobody has announced.</summary>
internal static class Payloads
{
    public const string Press = """
        {"type":"block_actions","brand_new":{"deep":[1,{"x":null}]},
         "user":{"id":"U1","username":"ana","name":"ana","team_id":"T9"},
         "api_app_id":"A1","token":"old",
         "container":{"type":"message","message_ts":"1763629200.000100","channel_id":"D1","is_ephemeral":false,"thread_ts":"1.2"},
         "trigger_id":"111.222.abc","team":{"id":"T1","domain":"acme"},"enterprise":null,"is_enterprise_install":false,
         "channel":{"id":"D1","name":"directmessage"},
         "message":{"type":"message","ts":"1763629200.000100","text":"Sign off?","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"x"}}],"metadata":{"event_type":"e"}},
         "state":{"values":{}},"response_url":"https://hooks.slack.com/actions/T1/1/x",
         "actions":[{"type":"button","block_id":"b1","action_id":"approve","value":"CR-1.2","style":"primary","action_ts":"1763629201.5","text":{"type":"plain_text","text":"Approve"}},
                    {"type":"static_select","block_id":"b2","action_id":"who","selected_option":{"text":{"type":"plain_text","text":"Lee"},"value":"lee"},"action_ts":"2"}]}
        """;

    public const string EnterprisePress = """
        {"type":"block_actions","team":null,"user":{"id":"W1","name":"ana","team_id":"T7"},"enterprise":{"id":"E1","name":"Acme"},
         "is_enterprise_install":true,"view":{"id":"V1","type":"home","hash":"1.h","blocks":[],"state":{"values":{}},"app_installed_team_id":"E1"},
         "actions":[{"action_id":"open","block_id":"x","value":"1"}],"container":{"type":"view","view_id":"V1"}}
        """;

    public const string Submission = """
        {"type":"view_submission","team":null,"user":{"id":"U1","name":"ana"},"trigger_id":"1.2.3","response_urls":[],
         "view":{"id":"V1","team_id":"T1","type":"modal","callback_id":"ask","private_metadata":"{\"r\":1}","hash":"17.abc","root_view_id":"V1","previous_view_id":null,"external_id":"","app_installed_team_id":"T1",
          "blocks":[{"type":"input"}],
          "state":{"values":{
            "why":{"text":{"type":"plain_text_input","value":"because \ud83d\ude80"}},
            "empty":{"text":{"type":"plain_text_input","value":null}},
            "risk":{"level":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"High"},"value":"high"}}},
            "checks":{"done":{"type":"checkboxes","selected_options":[{"value":"tests","text":{"type":"mrkdwn","text":"t"}},{"value":"docs"}]}},
            "who":{"one":{"type":"users_select","selected_user":"U2"},"many":{"type":"multi_users_select","selected_users":["U2","W3"]}},
            "day":{"on":{"type":"datepicker","selected_date":"2025-11-20"}},
            "odd":{"new":{"type":"rich_text_input","rich_text_value":{"type":"rich_text","elements":[]}}}}}},
         "is_enterprise_install":false}
        """;

    public const string Closed = """{"type":"view_closed","team":{"id":"T1"},"user":{"id":"U1"},"view":{"id":"V1","callback_id":"ask"},"is_cleared":true}""";

    public const string Global = """{"type":"shortcut","callback_id":"new","trigger_id":"1.2","user":{"id":"U1","team_id":"T1"},"team":{"id":"T1"},"action_ts":"5.6"}""";

    public const string OnMessage = """
        {"type":"message_action","callback_id":"from","trigger_id":"1.2","user":{"id":"U1"},"team":{"id":"T1"},"action_ts":"5.6",
         "message_ts":"7.8","channel":{"id":"C1","name":"c"},"message":{"ts":"7.8","text":"hi"},"response_url":"https://hooks.slack.com/app/1"}
        """;

    public static string Event(string happened) => $$"""
        {"token":"old","team_id":"T1","api_app_id":"A1","event":{{happened}},"type":"event_callback","event_id":"Ev1","event_time":1763629200,
         "authorizations":[{"enterprise_id":null,"team_id":"T1","user_id":"UBOT","is_bot":true,"is_enterprise_install":false}],
         "is_ext_shared_channel":true,"event_context":"4-x"}
        """;
}
