using Countersign.Core.Changes;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Requests;

internal sealed record EventRow(string Kind, byte[] Body)
{
    public const string OfRequest = "select kind as Kind, body as Body from change_event where change_id = @change order by version";

    public ChangeEvent ToEvent() => EventForm.Read(Kind, Body);
}
