using System.Reflection;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Docs;

/// <summary>The arrows of docs/architecture.md, as the projects say them and as the compiler found them.</summary>
public sealed class DependencyTests
{
    [Theory]
    [InlineData("Core", "")]
    [InlineData("Storage", "Core")]
    [InlineData("Edge", "Core")]
    [InlineData("Slack", "Core Edge")]
    [InlineData("Teams", "Core Edge")]
    [InlineData("Playground", "Core")]
    [InlineData("Simulation", "Core")]
    [InlineData("Pictures", "Core")]
    [InlineData("Host", "Core Edge Pictures Playground Simulation Slack Storage Teams")]
    public void A_project_references_what_the_arrows_allow(string project, string allowed)
    {
        var expected = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var file = XDocument.Load(Repository.PathOf($"src/Countersign.{project}/Countersign.{project}.csproj"));
        file.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["Countersign.".Length..])
            .Order(StringComparer.Ordinal)
            .ShouldBe(expected);
        Assembly.Load($"Countersign.{project}").GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name.StartsWith("Countersign.", StringComparison.Ordinal))
            .Select(name => name["Countersign.".Length..])
            .ShouldBeSubsetOf(expected);
    }

    [Fact]
    public void The_core_knows_no_package_but_NodaTime()
    {
        XDocument.Load(Repository.PathOf("src/Countersign.Core/Countersign.Core.csproj"))
            .Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value)
            .ShouldBe(["NodaTime"]);
        Assembly.Load("Countersign.Core").GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBe(["NodaTime"]);
    }

    [Fact]
    public void Only_the_pictures_know_Skia()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories))
            XDocument.Load(file).Descendants("PackageReference").Any(r => r.Attribute("Include")!.Value.StartsWith("SkiaSharp", StringComparison.Ordinal))
                .ShouldBe(Path.GetFileNameWithoutExtension(file) == "Countersign.Pictures", file);
    }

    [Fact]
    public void Every_project_of_the_product_is_in_the_architecture()
    {
        var text = Repository.Read("docs/architecture.md");
        foreach (var folder in Directory.GetDirectories(Repository.PathOf("src")))
            text.ShouldContain($"`src/{Path.GetFileName(folder)}`");
    }
}
