using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Countersign.Core.Changes;

namespace Countersign.Core.Tests;

/// <summary>What the core may touch, read from its compiled references: rules only, no clock, no input or output, no JSON.</summary>
public class ArchitectureTests
{
    private static readonly string[] Forbidden =
    [
        "System.IO.", "System.Net.", "System.Text.Json.", "System.Data.", "System.Threading.Timer", "System.Threading.PeriodicTimer",
        "System.Diagnostics.Process", "System.Console.", "System.Timers.", "System.TimeProvider.",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.get_MachineName", "System.Environment.GetEnvironmentVariable",
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Diagnostics.Stopwatch.",
        "System.Random.", "System.Guid.NewGuid", "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay", "NodaTime.SystemClock.",
    ];

    [Fact]
    public void The_core_references_nodatime_and_the_framework_only() => typeof(ReviewDesk).Assembly.GetReferencedAssemblies()
        .Select(a => a.Name!)
        .Where(n => n != "NodaTime" && !n.StartsWith("System.", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void The_core_reads_no_clock_and_does_no_input_or_output() =>
        References().Where(r => Forbidden.Any(f => (r + ".").StartsWith(f, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void The_scan_sees_what_the_core_calls() => References().ShouldContain("System.Security.Cryptography.SHA256.HashData");

    private static List<string> References()
    {
        using var file = new PEReader(File.OpenRead(typeof(ReviewDesk).Assembly.Location));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences.Select(h => NameOf(reader, h));
        var members = reader.MemberReferences.Select(h => reader.GetMemberReference(h))
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{NameOf(reader, (TypeReferenceHandle)m.Parent)}.{reader.GetString(m.Name)}");
        return [.. types.Concat(members)];
    }

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}.{reader.GetString(type.Name)}"
            : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
