using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Requests;

/// <summary>Somebody who is asked now, and what their seat needs.</summary>
internal sealed record AskedFor(string Person, string Service, string AtLeast)
{
    public Qualification ToQualification() => new(new ServiceId(Service), StoredName.Read<Level>(AtLeast));
}

/// <summary>Somebody who voted in a round that is still open, and what their seat needs.</summary>
internal sealed record VotedIn(long ChangeId, string Person, string Service, string AtLeast)
{
    public Qualification ToQualification() => new(new ServiceId(Service), StoredName.Read<Level>(AtLeast));
}

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

    public const string CountAsking = "select count(*) from seat_asked where open = 1 and person = @person";

    public const string CountBy = "select count(*) from change_request where author = @person";

    // Named, because without statistics the planner prefers the primary key's order and reads every seat there ever was.
    private const string Asked = """
        from seat_asked a indexed by seat_asked_open
            join seat s on s.change_id = a.change_id and s.round = a.round and s.number = a.seat
        where a.open = 1
        """;

    public const string AskedFor = "select distinct a.person, s.service, s.at_least as AtLeast " + Asked;

    public const string AskingFor = "select a.change_id " + Asked + """
         and a.person = @person and s.service = @service and s.at_least = @atLeast
        """;

    public const string AskingOthers = "select a.change_id " + Asked + """
         and a.person <> @person and s.service = @service and s.claimed_by is null
        group by a.change_id order by min(a.due_at) is null, min(a.due_at), a.change_id limit @take
        """;

    public const string VotedIn = """
        select v.change_id as ChangeId, v.person as Person, s.service as Service, s.at_least as AtLeast
        from change_request r indexed by change_request_open
            join vote v on v.change_id = r.id and v.round = r.round
            join seat s on s.change_id = v.change_id and s.round = v.round and s.number = v.seat
        where r.settled_at is null
        """;

    public const string CountOpen = "select count(*) from change_request where settled_at is null";
}
