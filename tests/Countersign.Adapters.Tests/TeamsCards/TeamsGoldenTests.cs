using Countersign.Adapters.Tests.SlackWire;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed class TeamsGoldenTests
{
    public static TheoryData<string> Names => [.. new TeamsDrawings().All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_people_see_is_what_was_reviewed(string name) =>
        Golden.Matches(name, TeamsDrawings.Json(new TeamsDrawings().All.Single(d => d.Name == name).Drawn), "TeamsCards");
}
