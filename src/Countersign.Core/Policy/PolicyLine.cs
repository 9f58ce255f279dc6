namespace Countersign.Core.Policy;

/// <summary>Where the policy file says something: rulings name it, so that nobody has to guess which rule asked.</summary>
/// <param name="Line">From 1; 0 when the file says nothing and the built-in rule holds.</param>
/// <param name="Key">Such as <c>tiers.critical.approvals</c>.</param>
public sealed record PolicyLine(string File, int Line, string Key)
{
    public static PolicyLine BuiltIn(string key) => new("", 0, key);

    /// <summary>"policy.yaml line 12", or "built in".</summary>
    public string Words => Line > 0 ? $"{File} line {Line}" : "built in";
}

/// <summary>A value of the policy, with the line that says it.</summary>
public readonly record struct Ruled<T>(T Value, PolicyLine At);
