using System.Text.RegularExpressions;
using Countersign.Host.Settings;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Docs;

public sealed partial class DocumentTests
{
    private static readonly string[] AboutCode = ["docs/architecture.md", "docs/life-of-a-decision.md", "CONTRIBUTING.md"];

    // In pieces, so that this file does not name one itself.
    private static readonly string[] PackageHosts =
        ["nuget" + ".org", "jfrog" + ".", "arti" + "factory", "pkgs.dev." + "azure", "npmjs" + ".", "pypi" + ".org", "myget" + ".org"];

    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        var documents = Repository.Files().Where(f => f.EndsWith(".md", StringComparison.Ordinal)).ToList();
        documents.ShouldContain("README.md");
        var broken =
            from document in documents
            from match in Link().Matches(Repository.Read(document))
            let target = match.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{document}: {target}";
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_that_the_documents_about_the_code_name_is_there()
    {
        var names = Repository.Files().Select(Path.GetFileName).ToHashSet();
        var missing =
            from document in AboutCode
            from code in CodeIn(document)
            where FileName().IsMatch(code)
            where code.Contains('/', StringComparison.Ordinal) ? !Exists(code) : !names.Contains(code)
            select $"{document}: {code}";
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_method_that_the_life_of_a_decision_names_with_its_class_is_there()
    {
        var sources = Repository.Files()
            .Where(f => f.StartsWith("src", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .GroupBy(f => Path.GetFileName(f).Split('.')[0])
            .ToDictionary(g => g.Key, g => string.Concat(g.Select(Repository.Read)));
        var named = CodeIn("docs/life-of-a-decision.md").Select(c => Member().Match(c)).Where(m => m.Success).ToList();
        named.Count.ShouldBeGreaterThan(15);
        named
            .Where(m => !sources.TryGetValue(m.Groups["type"].Value, out var source)
                || !Regex.IsMatch(source, $@"\b{m.Groups["member"].Value}(<\w+>)?\("))
            .Select(m => m.Value)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_settings_key_is_documented_with_its_environment_form()
    {
        var text = Repository.Read("docs/slack.md") + Repository.Read("docs/teams.md") + Repository.Read("docs/operations.md");
        var missing =
            from section in typeof(Sections).GetProperties()
            from key in section.PropertyType.GetProperties()
            from form in new[] { $"`{section.Name}:{key.Name}`", $"`{section.Name}__{key.Name}`" }
            where !text.Contains(form, StringComparison.Ordinal)
            select form;
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_is_in_the_operators_document()
    {
        var text = Repository.Read("docs/operations.md");
        Host.CommandLine.Verbs.Root().Subcommands
            .SelectMany(c => c.Subcommands.Count == 0 ? [c.Name] : c.Subcommands.Select(s => $"{c.Name} {s.Name}"))
            .Where(name => !text.Contains($"| `{name}", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_decision_record_has_context_decision_and_consequences()
    {
        var records = Directory.GetFiles(Repository.PathOf("docs/adr"), "*.md").Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < records.Count; i++)
        {
            Path.GetFileName(records[i]).ShouldStartWith($"{i + 1:0000}-");
            var text = File.ReadAllText(records[i]);
            foreach (var part in new[] { $"# {i + 1}. ", "## Context", "## Decision", "## Consequences" })
                text.ShouldContain(part);
        }
    }

    [Fact]
    public void Every_shipped_package_is_on_the_list_of_advisories_with_its_version()
    {
        var text = Repository.Read("docs/security.md");
        foreach (Match package in PackageVersion().Matches(Repository.Read("Directory.Packages.props").Split("Label=\"tests\"")[0]))
            if (package.Groups["id"].Value != "Microsoft.CodeAnalysis.BannedApiAnalyzers")
                text.ShouldMatch($@"\| {Regex.Escape(package.Groups["id"].Value)}[^|]*\| {Regex.Escape(package.Groups["version"].Value)} \|");
    }

    [Fact]
    public void No_file_names_a_package_host() => Repository.Files()
        .Where(f => PackageHosts.Any(host => Repository.Read(f).Contains(host, StringComparison.OrdinalIgnoreCase)))
        .ShouldBeEmpty();

    private static IEnumerable<string> CodeIn(string document) =>
        Code().Matches(Repository.Read(document)).Select(m => m.Groups["code"].Value);

    private static bool Exists(string relative) =>
        File.Exists(Repository.PathOf(relative)) || Directory.Exists(Repository.PathOf(relative));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(src|tests|docs|manifests)/[\w./-]+$|^[\w.]+\.cs$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^(?<type>[A-Z]\w+)\.(?<member>[A-Z]\w+)$")]
    private static partial Regex Member();

    [GeneratedRegex("<PackageVersion Include=\"(?<id>[^\"]+)\" Version=\"(?<version>[^\"]+)\"")]
    private static partial Regex PackageVersion();
}
