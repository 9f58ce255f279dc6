using System.Globalization;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Who is in a conversation.</summary>
internal sealed class MemberMethods(StandInTeams teams)
{
    private const string Mark = "page-";

    public ConnectorAnswer All(TeamsPlace place) => new(200, Shown(Users(place)));

    /// <summary>By either id.</summary>
    public ConnectorAnswer One(ConnectorRequest request, TeamsPlace place)
    {
        var user = Users(place).FirstOrDefault(user => user.Id == request.Item || user.DirectoryId.Equals(request.Item, StringComparison.OrdinalIgnoreCase));
        return user is null ? ConnectorAnswer.Refuse(404, "MemberNotFoundInConversation", "The member was not found in the conversation.") : new(200, Shown(user));
    }

    public ConnectorAnswer Page(ConnectorRequest request, TeamsPlace place)
    {
        var asked = int.TryParse(request.Query["pageSize"], CultureInfo.InvariantCulture, out var size) && size > 0 ? size : int.MaxValue;
        var given = request.Query["continuationToken"].ToString();
        var from = 0;
        if (given.Length > 0 && !(given.StartsWith(Mark, StringComparison.Ordinal) && int.TryParse(given[Mark.Length..], CultureInfo.InvariantCulture, out from)))
            return ConnectorAnswer.BadSyntax("Bad continuation token.");
        var users = Users(place);
        var take = Math.Min(asked, teams.Options.MembersPage);
        var page = new JsonObject { ["members"] = Shown(users.Skip(from).Take(take)) };
        if (from + take < users.Count) page["continuationToken"] = $"{Mark}{from + take}";
        return new(200, page);
    }

    private List<TeamsUser> Users(TeamsPlace place) => [.. place.Members.Select(teams.Tenant.Directory.UserById).OfType<TeamsUser>()];

    private JsonArray Shown(IEnumerable<TeamsUser> users) => new([.. users.Select(user => (JsonNode)Shown(user))]);

    private JsonObject Shown(TeamsUser user) => new()
    {
        ["id"] = user.Id,
        ["name"] = user.Name,
        [teams.Options.OtherDirectoryIdName ? "objectId" : "aadObjectId"] = user.DirectoryId,
        ["givenName"] = user.Name.Split(' ')[0],
        ["surname"] = user.Name.Split(' ')[^1],
        ["email"] = user.Email,
        ["userPrincipalName"] = user.Email,
        ["tenantId"] = user.TenantId ?? teams.Options.TenantId,
        ["userRole"] = user.IsGuest ? "guest" : "user",
    };
}
