using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
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
    [InlineData("Dashboard", "Core")]
    [InlineData("Pictures", "Core")]
    [InlineData("Host", "Core Dashboard Edge Pictures Playground Simulation Slack Storage Teams")]
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
    public void The_dashboard_calls_nothing_that_writes()
    {
        using var file = File.OpenRead(typeof(Countersign.Dashboard.Sight).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => (Type: metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)m.Parent).Name), Member: metadata.GetString(m.Name)))
            .ToList();
        called.ShouldContain(("IStore", "Find"));
        called.ShouldNotContain(("IStore", "Write"));
        called.ShouldNotContain(c => c.Type == "IWork" || c.Type == "IRotaWork");
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
