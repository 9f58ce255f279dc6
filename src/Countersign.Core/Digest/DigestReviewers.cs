using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Digest;

/// <summary>Who is in a digest.</summary>
internal static class DigestReviewers
{
    /// <summary>Who covers one of the services first and could be asked, and whoever reviewed for one; by name.</summary>
    /// <param name="reviews">Everybody's of the week.</param>
    public static List<Person> Of(PolicyBook book, ImmutableArray<ServiceId> services, ImmutableArray<ReviewSum> reviews)
    {
        var own = services.ToHashSet();
        var reviewed = reviews.Where(r => own.Contains(r.Service)).Select(r => r.Person).ToHashSet();
        return
        [
            .. book.Roster.Everybody
                .Where(p => reviewed.Contains(p.Id) || (p.Active && p.Primary.Any(s => own.Contains(s) && Reviewers.Reviews(book, p, s))))
                .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id),
        ];
    }
}
