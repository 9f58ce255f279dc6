using Countersign.Core.Ports;
using Countersign.Core.Words;

namespace Countersign.Core.Desk;

/// <summary>What a person hears when the record could not be written. Nothing was changed, and they must know that.</summary>
public static class TroubleWords
{
    public static Sentence Of(StoreTrouble trouble) => Sentence.Text(trouble switch
    {
        StoreTrouble.Busy => "The record is busy, so nothing was changed. Please try again in a moment.",
        StoreTrouble.DiskFull => "My disk is full, so nothing was changed. An operator has to make room; then please try again.",
        StoreTrouble.Damaged => "The record failed its check, so I grant nothing until an operator has looked at it. Nothing was changed.",
        StoreTrouble.Stopping => "I am restarting, so nothing was changed. Please try again in a minute.",
        _ => "I could not write the record, so nothing was changed. Please try again; if it stays so, tell an operator.",
    });
}
