using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

/// <summary>Looks whether everybody whom the file names elsewhere is on the roster, and may be what it makes them.</summary>
internal sealed class References(YamlMap root, Findings findings, List<(Person Person, YamlMap Map)> people)
{
    private readonly Dictionary<PersonId, Person> _byId = people.ToDictionary(p => p.Person.Id, p => p.Person);

    public void Check(
        List<(Team Team, YamlMap Map)> teams, List<(Service Service, YamlMap Map)> services,
        List<(YamlMap Map, PersonId Person)> steps, out ImmutableArray<PersonId> operators)
    {
        var listed = root.Texts("operators");
        foreach (var (id, at) in listed)
            if (Fault(new PersonId(id), "an operator") is { } fault)
                findings.Error(at, "operators", fault);
        foreach (var (team, map) in teams)
            Lead(map, team.Lead);
        foreach (var (service, map) in services)
            Lead(map, service.Lead);
        foreach (var (map, person) in steps)
            if (Fault(person, "told of escalations") is { } fault)
                map.Error("to", fault);
        foreach (var (person, map) in people)
        {
            Lead(map, person.Lead);
            RunBy(map, person);
        }

        operators = [.. listed.Select(o => new PersonId(o.Value)).Distinct()];
    }

    private void Lead(YamlMap map, PersonId? lead)
    {
        if (lead is { } id && Fault(id, "a lead") is { } fault)
            map.Error("lead", fault);
    }

    private void RunBy(YamlMap map, Person person)
    {
        if (person.AgentOf is not { } runs)
            return;
        if (!_byId.TryGetValue(runs, out var who))
            map.Error("agent_of", Nobody(runs));
        else if (who.AgentOf is not null)
            map.Error("agent_of", runs == person.Id ? "an agent can't run itself; name the person who does" : $"“{runs}” is an agent too; name the person who runs it");
    }

    private string? Fault(PersonId id, string what) => _byId.TryGetValue(id, out var person)
        ? person.AgentOf is null ? null : $"“{id}” is an agent of {person.AgentOf}, and can't be {what}"
        : Nobody(id);

    private string Nobody(PersonId id) => $"nobody on the roster has the id “{id}”; {findings.Hint(id.Value, _byId.Keys.Select(k => k.Value))}";
}
