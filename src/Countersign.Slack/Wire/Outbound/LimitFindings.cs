namespace Countersign.Slack.Wire;

/// <summary>What a check has found so far, and the characters it has counted.</summary>
internal sealed class LimitFindings
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public int Characters { get; private set; }

    public void Add(string violation) => _all.Add(violation);

    public void AtMost(string place, int actual, int most)
    {
        if (actual > most) Add($"{place}: {actual} of at most {most}");
    }

    /// <summary>A list that must not be empty.</summary>
    public void Items(string place, int actual, int most)
    {
        if (actual == 0) Add($"{place}: none");
        AtMost(place, actual, most);
    }

    public void Count(string place, int actual, int most) => AtMost(place, actual, most);

    /// <summary>A length, when there is something to measure.</summary>
    public void Length(string place, string? text, int most, int least = 1)
    {
        if (text is null) return;
        if (text.Length < least) Add($"{place}: empty");
        AtMost(place, text.Length, most);
    }

    /// <summary>A text that people see: it counts towards the budget.</summary>
    public void Text(string place, TextObject? text, int most)
    {
        if (text is not null) Shown(place, text.Text, most);
    }

    /// <inheritdoc cref="Text"/>
    public void Shown(string place, string? text, int most)
    {
        Length(place, text, most);
        Characters += text?.Length ?? 0;
    }
}
