using Countersign.Core.People;
using Countersign.Core.Sla;
using Countersign.Simulation.Setting;
using NodaTime;

namespace Countersign.Simulation.Engine;

/// <summary>One round of a change while it is decided.</summary>
internal sealed class Review(Change change, int round, Instant began, SlaWindow sla, int? before)
{
    public Change Change { get; } = change;

    /// <summary>From 1.</summary>
    public int Round { get; } = round;

    public Instant Began { get; } = began;

    public SlaWindow Sla { get; } = sla;

    /// <summary>Who reviewed the round before.</summary>
    public int? Before { get; } = before;

    /// <summary>For draws: the same round of the same change, whatever happens to it.</summary>
    public long Key => Change.Number * 8L + Round;

    public List<Asking> Askings { get; } = [];

    public IEnumerable<Asking> Held => Askings.Where(a => !a.Withdrawn);

    public List<PersonId> Tried { get; } = [];

    public Instant? Started { get; set; }

    public int Moves { get; set; }

    public int Rescues { get; set; }
}

/// <summary>Somebody was asked for a review.</summary>
internal sealed class Asking(Review review, Desk by, Instant at, int number)
{
    public Review Review { get; } = review;

    public Desk By { get; } = by;

    public Instant At { get; } = at;

    /// <summary>From 0, within the review: somebody asked again has new luck.</summary>
    public int Number { get; } = number;

    /// <summary>When they notice it.</summary>
    public Instant NoticedAt { get; set; } = Instant.MaxValue;

    /// <summary>When they mean to do it: later than they notice it when they put it off.</summary>
    public Instant ReadyAt { get; set; } = Instant.MaxValue;

    public bool Noticed { get; set; }

    public bool Withdrawn { get; private set; }

    public Instant? RemindedAt { get; set; }

    public void Withdraw()
    {
        Withdrawn = true;
        By.Waiting.Remove(this);
    }

    public bool IsReady(Instant now) => Noticed && !Withdrawn && ReadyAt <= now;
}
