using System.Globalization;
using Countersign.Core.Changes;

namespace Countersign.Core.Desk;

/// <summary>
/// What a button carries: which request, which round, the version that the card was drawn from, and the request's stamp. Never
/// authority: who may press is judged on every press.
/// </summary>
/// <param name="Stamp">None on cards from before there were stamps: the desk refuses these.</param>
public readonly record struct ButtonValue(ChangeId Change, int Round, long Version, RequestStamp Stamp)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Change.Number}.{Round}.{Version}{(Stamp == RequestStamp.None ? "" : ".")}{Stamp}");

    public static bool TryParse(string? text, out ButtonValue value)
    {
        value = default;
        var pieces = (text ?? "").Split('.', 5);
        var stamp = RequestStamp.None;
        if (pieces.Length is not (3 or 4)
            || !long.TryParse(pieces[0], NumberStyles.None, CultureInfo.InvariantCulture, out var change) || change < 1
            || !int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out var round) || round < 1
            || !long.TryParse(pieces[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1
            || (pieces.Length == 4 && !RequestStamp.TryParse(pieces[3], out stamp)))
            return false;
        value = new ButtonValue(new ChangeId(change), round, version, stamp);
        return true;
    }

    public static ButtonValue Of(ChangeRequest change) => new(change.Id, change.Round.Number, change.Version, change.Stamp);
}
