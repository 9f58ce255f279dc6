using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Slack.Availability;

/// <summary>Somebody whom Slack is asked about, with when it last was.</summary>
internal sealed class Turn(Person person, string userId)
{
    public Person Person { get; set; } = person;

    public string UserId { get; } = userId;

    public Instant? QuietAsked { get; set; }

    public Instant? StatusAsked { get; set; }

    /// <summary>What their status meant when it was last seen, over or not.</summary>
    public Spell? Status { get; set; }

    /// <summary>Slack does not know them, or they left: one of them could spoil the question about others.</summary>
    public bool IsGone { get; set; }
}

/// <summary>Whose turn it is to be asked about: who reviews and is in this workspace, whoever was asked about longest ago first.</summary>
internal sealed class Turns(string team)
{
    /// <summary>How often Slack is asked about somebody, where its pace allows.</summary>
    public static readonly Duration Every = Duration.FromMinutes(5);

    private readonly Dictionary<PersonId, Turn> _turns = [];
    private PolicyBook? _book;

    public void Follow(PolicyBook book)
    {
        if (ReferenceEquals(book, _book))
            return;
        _book = book;
        var listed = new HashSet<PersonId>();
        foreach (var person in book.Roster.Everybody)
            if (person.On(Platform.Slack) is { } identity && identity.Tenant == team && Reviewers.Reviews(book, person))
            {
                listed.Add(person.Id);
                if (_turns.TryGetValue(person.Id, out var known) && known.UserId == identity.UserId)
                    known.Person = person;
                else
                    _turns[person.Id] = new Turn(person, identity.UserId);
            }

        foreach (var id in _turns.Keys.Where(id => !listed.Contains(id)).ToList())
            _turns.Remove(id);
    }

    public List<Turn> ForStatus(Instant now, int most) => Next(t => t.StatusAsked, now, most, _turns.Values);

    public List<Turn> ForQuiet(Instant now, int most) => Next(t => t.QuietAsked, now, most, _turns.Values.Where(t => !t.IsGone));

    // Asked in the future is asked with a clock that was put back since.
    private static List<Turn> Next(Func<Turn, Instant?> asked, Instant now, int most, IEnumerable<Turn> turns) =>
    [
        .. turns.Where(t => asked(t) is not { } at || at > now || now - at >= Every)
            .OrderBy(t => asked(t) ?? Instant.MinValue).ThenBy(t => t.Person.Id).Take(most),
    ];
}
