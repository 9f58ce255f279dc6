namespace Countersign.Storage.Commit;

/// <summary>Memory of the writer that must be right after a rollback too: of one piece (its savepoint) or of the whole group.</summary>
internal interface IFollowsTransaction
{
    void PieceEnded(bool kept);

    void GroupEnded(bool kept);
}
