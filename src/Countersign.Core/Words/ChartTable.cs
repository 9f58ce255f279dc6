using System.Collections.Immutable;

namespace Countersign.Core.Words;

/// <summary>A chart's numbers as rows of words: what a reader gets who can't see it, and what stands where it can't be drawn.</summary>
/// <param name="Columns">The first is what a row is about.</param>
/// <param name="Rows">Each with as many cells as there are columns; none when there is nothing to show.</param>
public sealed record ChartTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);
