using Countersign.Core.Changes;
using Countersign.Core.Words;

namespace Countersign.Core.Desk;

/// <summary>What the person who gave a command hears, privately. Kept with the command's receipt, so a redelivery hears the same.</summary>
/// <param name="Change">The request it concerned, if any.</param>
/// <param name="Redraw">The pressed card shows something that is no longer so.</param>
public sealed record Answer(bool Accepted, Sentence Words, ChangeId? Change = null, bool Redraw = false)
{
    public static Answer Done(ChangeId change) => new(true, Sentence.Empty, change);

    public static Answer Says(Sentence words) => new(true, words);
}

/// <summary>Identifies one delivery of one command: a redelivery of the same command has the same key.</summary>
public readonly record struct ReceiptKey(string Value);
