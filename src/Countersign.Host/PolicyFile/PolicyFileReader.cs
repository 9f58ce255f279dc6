

namespace Countersign.Host.PolicyFile;

/// <summary>Reads the policy file: all errors at once, each with line, column, key and what was expected. Any error means no book.</summary>
public static class PolicyFileReader
{
    public const int MaxBytes = 1024 * 1024;
    public const string UsualName = "policy.yaml";

    /// <param name="homes">The workspace and tenant that the file's ids belong to.</param>
    /// <param name="file">What rulings call the file; folders are left out.</param>
    public static PolicyReading Read(ReadOnlySpan<byte> bytes, ChatHomes homes, string file = UsualName)
    {
        var findings = new Findings(NameOf(file));
        var book = YamlText.Read(bytes, findings) is { } root
            ? new BookReader(new YamlMap(root, "", PolicyShape.Root, findings), new ChatIds(homes), findings).Read(bytes)
            : null;
        return new PolicyReading(findings.HasErrors ? null : book, findings.All);
    }

    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } name ? name : UsualName;
}
