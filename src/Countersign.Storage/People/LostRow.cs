using Countersign.Core.Desk;
using Countersign.Storage.Forms;
using PlatformName = Countersign.Core.People.Platform;

namespace Countersign.Storage.People;

/// <summary>A platform on which messages to somebody fail for good.</summary>
internal sealed record LostRow(string Person, string Platform, string Why)
{
    private const string Columns = "select person as Person, platform as Platform, why as Why from lost_on";

    public const string All = Columns;

    public const string Of = Columns + " where person = @person order by platform";

    public LostOn ToLost() => new(StoredName.Read<PlatformName>(Platform), Why);
}
