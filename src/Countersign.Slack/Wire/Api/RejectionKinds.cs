using System.Collections.Frozen;

namespace Countersign.Slack.Wire;

/// <summary>Slack's error codes by what they are about.</summary>
internal static class RejectionKinds
{
    private static readonly FrozenDictionary<string, RejectionKind> ByCode = Codes().ToFrozenDictionary(StringComparer.Ordinal);

    public static RejectionKind Of(string code, string method) => code switch
    {
        // One code, two meanings: a view that is gone, or something that was never there.
        "not_found" or "view_not_found" when method.StartsWith("views.", StringComparison.Ordinal) => RejectionKind.Gone,
        _ => ByCode.GetValueOrDefault(code, RejectionKind.Other),
    };

    private static Dictionary<string, RejectionKind> Codes()
    {
        Dictionary<string, RejectionKind> codes = [];
        Add(RejectionKind.Recipient, "user_disabled", "user_not_found", "users_not_found", "cannot_dm_bot",
            "messages_tab_disabled", "user_not_visible", "user_not_in_channel", "invalid_user_combination",
            "not_allowed_for_user", "cannot_dm_user", "dm_not_allowed", "user_is_restricted", "user_is_bot");
        Add(RejectionKind.Place, "channel_not_found", "not_in_channel", "is_archived", "restricted_action",
            "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel", "restricted_action_thread_locked", "is_inactive",
            "cannot_reply_to_message", "posting_to_channel_denied", "team_not_found", "access_denied",
            "slack_connect_blocked_file_type", "external_channel_migrating");
        Add(RejectionKind.Content, "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long",
            "no_text", "invalid_arguments", "invalid_attachments", "too_many_attachments", "block_mismatch",
            "duplicate_external_id", "view_too_large", "push_limit_reached", "markdown_text_conflict",
            "metadata_too_large", "metadata_must_be_sent_from_app", "invalid_metadata_format",
            "invalid_metadata_schema", "invalid_arg_name", "invalid_array_arg", "invalid_charset",
            "invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json", "json_not_object",
            "missing_required_field", "invalid_payload", "no_channel", "alt_txt_too_large", "missing_argument",
            "file_type_not_allowed", "file_upload_size_restricted", "file_uploads_disabled",
            "file_uploads_except_images_disabled");
        Add(RejectionKind.Gone, "message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed",
            "hash_conflict", "file_not_found", "view_not_found", "used_url", "expired_url", "invalid_url");
        Add(RejectionKind.Trigger, "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id",
            "trigger_expired", "trigger_exchanged", "invalid_trigger", "missing_trigger");
        Add(RejectionKind.Credentials, "invalid_auth", "not_authed", "token_revoked", "token_expired",
            "account_inactive", "missing_scope", "no_permission", "org_login_required", "ekm_access_denied",
            "not_allowed_token_type", "team_access_not_granted", "two_factor_setup_required",
            "enterprise_is_restricted", "accesslimited", "invalid_app_id", "app_missing_action_url", "bot_not_found");
        return codes;

        void Add(RejectionKind kind, params ReadOnlySpan<string> all)
        {
            foreach (var code in all) codes[code] = kind;
        }
    }
}
