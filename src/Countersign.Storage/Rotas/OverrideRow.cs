using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Rotas;

internal sealed record OverrideRow(long Id, string Rotation, string Person, long StartAt, long EndAt, string MadeBy, long MadeAt)
{
    private const string Columns = """
        select id as Id, rotation as Rotation, person as Person, start_at as StartAt, end_at as EndAt, made_by as MadeBy, made_at as MadeAt
        from rota_override
        """;

    public const string NotOver = Columns + " where end_at > @now";

    public const string NotOverOf = Columns + " where rotation = @rotation and end_at > @now";

    public RotaOverride ToOverride() => new(
        Id, new RotationId(Rotation), new PersonId(Person), UnixTime.Read(StartAt), UnixTime.Read(EndAt), new PersonId(MadeBy), UnixTime.Read(MadeAt));
}
