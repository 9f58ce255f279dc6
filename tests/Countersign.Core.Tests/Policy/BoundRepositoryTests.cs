using Countersign.Core.Changes;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Policy;

/// <summary>However an address writes it, a listed repository binds the choice of service.</summary>
public sealed class BoundRepositoryTests
{
    [Theory]
    [InlineData("https://github.com/acme/payments-api/pull/7")]
    [InlineData("https://github.com/acme/payments-api/commit/0123abc")]
    [InlineData("https://github.com/acme/payments-api/compare/a...b")]
    [InlineData("https://github.com/ACME/Payments-API/tree/main/src")]
    [InlineData("https://github.com//acme/payments-api/pull/1")]
    [InlineData("https://github.com/acme/payments-api.git")]
    [InlineData("https://git.example.com/scm/acme/payments-api/pulls/4")]
    [InlineData("https://dev.azure.com/org/acme/payments-api/pullrequest/9")]
    [InlineData("https://github.com/acme%2Fpayments-api/pull/7")]
    public void Every_spelling_is_bound(string address)
    {
        ChangeLink.TryParse(address, out var link).ShouldBeTrue();

        Book(Person("lee")).OwnersOf(link).ShouldHaveSingleItem().Id.ShouldBe(Payments);
    }

    [Theory]
    [InlineData("https://github.com/acme/other/pull/7")]
    [InlineData("https://example.com/payments-api")]
    public void Another_repository_is_not(string address)
    {
        ChangeLink.TryParse(address, out var link).ShouldBeTrue();

        Book(Person("lee")).OwnersOf(link).ShouldBeEmpty();
    }
}
