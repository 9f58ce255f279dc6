namespace Countersign.Storage.Requests;

/// <summary>Which requests: questions that partial indexes over the open ones answer.</summary>
internal static class RequestIds
{
    public const string Asking = """
        select change_id from seat_asked where open = 1 and person = @person order by due_at is null, due_at, change_id limit @take
        """;

    public const string OpenBy = """
        select id from change_request where author = @author and settled_at is null order by id desc limit @take
        """;

    public const string SettledBy = """
        select id from change_request where author = @author and settled_at is not null order by id desc limit @take
        """;

    // Named, because without statistics the planner prefers the primary key's order and reads every seat there ever was.
    public const string AskingSomebody = """
        select distinct change_id from seat_asked indexed by seat_asked_open where open = 1 order by change_id
        """;

    public const string CountOpen = "select count(*) from change_request where settled_at is null";
}
