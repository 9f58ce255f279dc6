using System.Runtime.InteropServices;

namespace Countersign.Host.PolicyFile;

/// <summary>Where something stands in the file, from 1; line 0 when it concerns the whole file.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(int Line, int Column)
{
    public static Place WholeFile => default;

    public bool IsBefore(Place other) => Line != other.Line ? Line < other.Line : Column < other.Column;
}

/// <summary>A piece of a YAML document: text, a list, or keys with values. Only what a policy file needs.</summary>
internal abstract record YamlNode(Place At);

/// <param name="IsBlock">Written below <c>|</c>, line for line as it stands.</param>
/// <param name="IsPlain">Written without quotation marks: there, ~ and null stand for nothing.</param>
internal sealed record TextNode(string Value, Place At, bool IsPlain = true, bool IsBlock = false) : YamlNode(At)
{
    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record ListNode(List<YamlNode> Items, Place At) : YamlNode(At);

internal sealed record MapNode(List<(TextNode Key, YamlNode Value)> Entries, Place At) : YamlNode(At);
