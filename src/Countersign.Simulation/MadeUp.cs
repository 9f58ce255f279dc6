using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;

namespace Countersign.Simulation;

/// <summary>
/// Which changes can be made up under a policy. Where too few besides the author could sign off, the product refuses the form
/// (<see cref="Reviewers.CanFill"/>), so no such change is made up either.
/// </summary>
public sealed class MadeUp
{
    private const int MostNamed = 10;

    private readonly PolicyBook _book;

    public MadeUp(PolicyBook book)
    {
        _book = book;
        Authors = AuthorsOf(book);
        var leftOut = ImmutableArray.CreateBuilder<string>();
        var services = ImmutableArray.CreateBuilder<Service>();
        foreach (var service in book.Services.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal))
        {
            var asked = Enum.GetValues<Tier>().Where(t => t >= service.Tier.Value && service.RulesOf(t).Approvals.Value > 0).ToList();
            var none = asked.Where(t => !AuthorsFor(service, t).Any()).ToList();
            var all = none.Count > 0 && none.Count == asked.Count;
            if (!all)
                services.Add(service);
            leftOut.AddRange(all ? [service.Name] : none.Select(t => $"{t.Word()} changes of {service.Name}"));
        }

        (Services, LeftOut) = (services.ToImmutable(), leftOut.ToImmutable());
    }

    /// <summary>Who asks: whoever reviews nothing, or else everybody.</summary>
    public ImmutableArray<Person> Authors { get; }

    /// <summary>What they ask for, in order of ids.</summary>
    public ImmutableArray<Service> Services { get; }

    /// <summary>What can't be asked for by anybody, as people read it: "Payments", or "critical changes of Payments".</summary>
    public ImmutableArray<string> LeftOut { get; }

    /// <summary>The same as a sentence; null when nothing is left out.</summary>
    public string? Remark => LeftOut.IsEmpty ? null : $"Left out, because too few besides the author could sign off: {Listing.Of(LeftOut, MostNamed)}.";

    /// <summary>Whether a form of this author would be taken.</summary>
    public static bool Takes(PolicyBook book, Service service, Tier tier, Person author) => Reviewers.CanFill(
        book, Requirements.Judge(book, new ChangeFacts(service, author.Level, [], Destruction.None, tier)).Seats, [author.Id]);

    internal IEnumerable<Person> AuthorsFor(Service service, Tier tier) => Authors.Where(a => Takes(_book, service, tier, a));

    // Everybody may ask; in the made-up company those who don't review do.
    private static ImmutableArray<Person> AuthorsOf(PolicyBook book)
    {
        var active = book.Roster.Everybody.Where(p => p.Active).OrderBy(p => p.Id).ToImmutableArray();
        var others = active.Where(p => !Reviewers.Reviews(book, p)).ToImmutableArray();
        return others.IsEmpty ? active : others;
    }
}
