using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What a command is answered with. Each platform draws it in its own way; the words are the same.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    public sealed record Says(Sentence Words) : Reply;

    /// <param name="None">What is said when the list is empty.</param>
    public sealed record List(string Title, Sentence None, Listed Listed) : Reply;

    /// <summary>A sentence about one request, with the way to its change.</summary>
    public sealed record Next(Sentence Words, ChangeRequest Change) : Reply;

    /// <param name="Time">How much of the time for the decision is used and left; empty once it is over.</param>
    public sealed record Status(ChangeRequest Change, ImmutableArray<ChangeEvent> Events, Sentence Time) : Reply;

    /// <summary>The first matters most; what does not fit is left out from the end.</summary>
    public sealed record Why(ImmutableArray<Sentence> Words) : Reply;

    /// <param name="People">Who stands behind the entries' commitments; whoever was erased is missing.</param>
    public sealed record Audit(ChangeId Change, ImmutableArray<SealedEntry> Entries, IReadOnlyDictionary<string, PersonId> People) : Reply;

    /// <summary>Short, and with what this person may do.</summary>
    public sealed record Help(Actor By, ImmutableArray<VerbText> Verbs) : Reply;

    public sealed record Home(Person Person, PersonState State, Listed Queue, Listed Mine, Instant Now) : Reply
    {
        /// <summary>Who else could be asked for what this person covers or asked for, a line each.</summary>
        public ImmutableArray<Sentence> Free { get; init; } = [];

        /// <summary>What the platforms say of them and counts now. Only they themselves read why.</summary>
        public ImmutableArray<Presence> Presences { get; init; } = [];

        /// <summary>Asked for where others read the answer, such as in a channel.</summary>
        public bool OthersRead { get; init; }
    }

    /// <summary>A sentence and a way to go. The address may be a secret of whoever asked: it is drawn for them alone, and never stored.</summary>
    public sealed record Way(Sentence Words, Uri Address, string Label) : Reply;

    /// <summary>A team's week, for whoever asked to read.</summary>
    public sealed record Digest(WeeklyDigest Week) : Reply;

    /// <summary>The form for a new request opens.</summary>
    /// <param name="Link">What it is begun with.</param>
    public sealed record NewForm(string? Link) : Reply;

    public sealed record UpdateForm(ChangeRequest Change) : Reply;

    /// <param name="To">Whom the lead named already.</param>
    public sealed record ReassignForm(ChangeRequest Change, Person? To, string? Reason) : Reply;

    /// <summary>An answer, and what of the command was not taken.</summary>
    public sealed record Partly(Reply Answer, Sentence LeftOut) : Reply;
}

/// <summary>Somebody named in a command.</summary>
public abstract record Naming
{
    private Naming()
    {
    }

    public sealed record Known(Person Person) : Naming;

    /// <summary>A mention, but of nobody on the roster.</summary>
    public sealed record Unknown(string Name) : Naming;
}

/// <summary>A command as somebody typed it, with who they proved to be.</summary>
/// <param name="Text">What stands after the command's or the bot's name.</param>
/// <param name="Mentioned">Reads a word as the platform's own form of a mention; null when it is none.</param>
public sealed record Typing(ReceiptKey Receipt, Actor By, string Text, Func<string, Naming?> Mentioned)
{
    /// <summary>Said where others read the answer, such as in a channel.</summary>
    public bool OthersRead { get; init; }
}
