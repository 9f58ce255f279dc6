namespace Countersign.Core.Words;

/// <summary>A form that asks for a reason. The form is the confirmation: there is no second question.</summary>
public sealed record ReasonWords(string Verb, string Label, string Hint)
{
    public static ReasonWords Deny { get; } = new("Deny", "Why not?", "The author reads this. Say what is wrong and what would make it right.");

    public static ReasonWords RequestChanges { get; } =
        new("Request changes", "What has to change?", "The author reads this, changes it, and asks again in a new round.");

    public static ReasonWords Reassign { get; } = new("Reassign", "Why?", "The author and both reviewers can see this.");

    public const string GiveItTo = "Give it to";

    public const string LostItsRequest = "This form has lost its request. Please close it and type the command again.";

    public const string LostItsCard = "This form has lost its request. Please close it and press the button again.";

    public const string PersonNotOnRoster = "This person is not on the roster. Choose somebody else, or ask an operator to add them.";
}
