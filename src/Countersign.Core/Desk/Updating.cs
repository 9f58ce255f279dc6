using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Core.Desk;

/// <summary>Whoever may not update hears so before they fill a form in; the desk judges again what is sent.</summary>
public static class Updating
{
    public static Refusal? RefusalFor(ChangeRequest change, PersonId person) => change switch
    {
        { Status: Status.Settled s } => new Refusal.AlreadySettled(s.Outcome, s.By, s.At),
        _ when change.Author != person => new Refusal.NotTheAuthor(change.Author),
        _ => null,
    };
}
