using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Makes the policy of the file's keys, in the order in which they need each other.</summary>
internal sealed class BookReader(YamlMap root, ChatIds ids, Findings findings)
{
    // Ten thousand people of a team with two thousand services would be twenty million entries to keep and to digest.
    private const int MostCovered = 1_000_000;

    /// <param name="bytes">The file's own, for its digest.</param>
    public PolicyBook? Read(ReadOnlySpan<byte> bytes)
    {
        _ = root.Number("version");
        var channels = ids.Channels(root, "operators_channel");
        var sections = new TierSections(ids);
        var rules = sections.Organisation(root.Map("tiers"));
        var answers = AnswersOf(root.Map("answers"));
        var paths = PathRows.Read(root);
        var digests = DigestSection.Read(root.Map("digest"), DigestRules.Usual, ids);
        var teams = TeamRows.Read(root, rules, sections, digests, ids);
        var defaults = root.Map("defaults");
        var zone = defaults is null ? null : PersonRows.ZoneOf(defaults);
        var lists = HolidayRows.Read(root);
        var holidays = defaults is null ? HolidayList.None : HolidayRows.Of(defaults, lists, HolidayList.None);
        var services = new ServiceRows(teams.ToDictionary(t => t.Team.Id.Value, t => t.Team), rules, zone, lists, holidays).Read(root, ids);
        var people = People(new PersonBasis(
            [.. services.Select(s => s.Service.Id.Value)], [.. teams.Select(t => t.Team.Id.Value)], OfTeam(services), zone,
            defaults is null ? WorkingHours.Default : PersonRows.HoursOf(defaults, WorkingHours.Default), lists, holidays,
            defaults is null ? Person.UsualCapacity : PersonRows.CapacityOf(defaults, Person.UsualCapacity)));
        var rotations = new RotationRows(services, people, zone).Read(root);
        new References(root, findings, people).Check(teams, services, sections.Named, out var operators);
        Emptiness(people.Count, services.Count);
        if (findings.HasErrors)
            return null;

        var book = new PolicyBook(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            PolicyBook.DigestOf(people.Select(p => p.Person)),
            new Roster(people.Select(p => p.Person)),
            services.Select(s => s.Service).ToFrozenDictionary(s => s.Id),
            operators,
            channels)
        {
            Answers = answers,
            Paths = paths,
            Rules = rules,
            Teams = teams.Select(t => t.Team).ToFrozenDictionary(t => t.Id),
            Rotations = rotations,
            DigestRules = digests,
        };
        new Advisor(book, findings).Advise();
        new LadderAdvisor(book, findings).Advise();
        return book;
    }

    private static Dictionary<TeamId, ImmutableArray<ServiceId>> OfTeam(List<(Service Service, YamlMap Map)> services) =>
        services.Where(s => s.Service.Team is not null)
            .GroupBy(s => s.Service.Team!.Value, s => s.Service.Id)
            .ToDictionary(g => g.Key, g => g.ToImmutableArray());

    private List<(Person Person, YamlMap Map)> People(PersonBasis basis)
    {
        if (!root.Has("people") && !root.Has("people_csv"))
            root.Error("people", "is missing, and so is people_csv");
        var rows = root.Maps("people").Concat(root.Block("people_csv") is { } block ? new PeopleCsv(block, findings).Read() : []);
        var people = PersonRows.Read(rows, basis, ids);
        if (people.Sum(p => (long)p.Person.Primary.Length + p.Person.Secondary.Length) > MostCovered)
            root.Error("people", $"cover more than {MostCovered} services in all; say in primary which services of their team they cover");
        return people;
    }

    // An empty list is more likely a slip than a wish: it would leave nobody to ask, or nothing to ask for.
    private void Emptiness(int people, int services)
    {
        if (findings.HasErrors)
            return;
        if (people == 0)
            root.Error(root.Has("people") ? "people" : "people_csv", "has to list at least one person");
        if (services == 0)
            root.Error("services", "has to list at least one service");
    }

    private static Answers AnswersOf(YamlMap? map) => map is null ? Answers.BuiltIn : new Answers(
        map.Tier("deletes") ?? Answers.BuiltIn.Deletes,
        map.Tier("recreates") ?? Answers.BuiltIn.Recreates,
        map.Tier("migrates") ?? Answers.BuiltIn.Migrates,
        map.Tier("irreversible") ?? Answers.BuiltIn.Irreversible);
}
