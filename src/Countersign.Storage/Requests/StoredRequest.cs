using System.Text.Json;
using Countersign.Core.Changes;

namespace Countersign.Storage.Requests;

/// <summary>Folds stored events. Events that can't be read or don't fit together are damage, never a guess.</summary>
internal static class StoredRequest
{
    public static ChangeRequest Fold(ChangeId id, List<EventRow> stored, Soundness soundness)
    {
        try
        {
            return ChangeHistory.Fold(id, stored.Select(row => row.ToEvent()));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or NullReferenceException or FormatException)
        {
            throw soundness.Damaged($"the events of {id} don't fit together", e);
        }
    }
}
