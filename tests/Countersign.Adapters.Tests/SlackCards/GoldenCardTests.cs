using Countersign.Adapters.Tests.SlackWire;
using Xunit;

namespace Countersign.Adapters.Tests.SlackCards;

public sealed class GoldenCardTests
{
    public static TheoryData<string> Names => [.. new Drawings().All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_people_see_is_what_was_reviewed(string name) =>
        Golden.Matches(name, Drawings.Json(new Drawings().All.Single(d => d.Name == name).Drawn), "SlackCards");
}
