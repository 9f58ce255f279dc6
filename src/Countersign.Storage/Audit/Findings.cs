namespace Countersign.Storage.Audit;

/// <summary>Collects findings; one damaged page can make thousands, of which the first tell enough.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void Add(string table, object key, string what)
    {
        if (_all.Count < RecordAudit.MostFindings)
            _all.Add(new Finding(table, key.ToString() ?? "", what));
    }
}
