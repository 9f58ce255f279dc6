using System.Collections.Immutable;

namespace Countersign.Host.PolicyFile;

/// <summary>The policy file's keys, described once: for the reader, for <c>docs/policy.schema.json</c>, and for tests.</summary>
internal static class PolicyShape
{
    private const string Id = "^[a-z0-9][a-z0-9._-]*$";
    private const string SlackChannel = "^[CG][A-Z0-9]{2,30}$";
    private const int MostMinutes = 30 * 24 * 60;

    public static readonly ImmutableArray<string> TierWords = ["critical", "high", "medium", "low"];

    /// <summary>Whom a step can name without being a person's id.</summary>
    public static readonly ImmutableArray<string> EscalationWords = ["reviewer", "rotation", "lead", "team", "operators"];

    public static readonly EntryShape PathRule = new("path",
    [
        new("pattern", FieldKind.Text, "Which files: * and ? within a part, ** for any number of parts, as in db/migrations/**. Letter case does not matter.")
        {
            Required = true,
            Most = Core.Policy.PathPattern.LongestText,
        },
        TierField("tier", "What a change that touches such a file is at least.", required: true),
    ]);

    private static readonly EntryShape Sla = new("sla",
    [
        Span("first_response", "Time until the first answer is due: 5s to 30d; d is 24 h. Less than 5m is for trying it out."),
        Span("decision", "Time until the decision is due: 5s to 30d; d is 24 h. Less than 5m is for trying it out."),
        Span("expires", "How long changes may be asked for and not made before the request ends by itself: 1h to 365d; d is 24 h."),
        new("calendar", FieldKind.Word, "Which hours count: the author's business hours, those of the service's zone, or every hour.") { Choices = [.. SlaSection.Calendars.Keys] },
    ]);

    private static readonly EntryShape Step = new("step",
    [
        new("after", FieldKind.Text, "How much of the decision time has passed, such as 75%; above 100% is after it was due.")
        {
            Required = true,
            Pattern = "^(?:[1-9][0-9]{0,2}|1000)%$",
            Hint = "it is 1% to 1000%, such as 75%",
        },
        new("to", FieldKind.Text, "Whom to tell: reviewer, rotation, lead, team, operators, or a person's id.") { Required = true, Pattern = Id, Most = 64 },
    ]);

    private static readonly EntryShape Routing = new("routing",
    [
        Weight("lateness", "How much it counts how long it takes until the verdict can be expected."),
        Weight("load", "How much it counts what somebody carries already."),
        Weight("skill", "How much it counts that somebody covers the service first and not second."),
        Weight("today", "How much it counts how often somebody was asked today."),
        Weight("known", "How much it counts that somebody knows the change from the round before."),
        Weight("rotation", "How much it counts that somebody is on the service's rotation."),
    ]);

    private static readonly EntryShape Strict = TierSection("tier", leastApprovals: 1);
    private static readonly EntryShape Low = TierSection("low_tier", leastApprovals: 0);

    private static readonly EntryShape Tiers = new("tiers",
        [.. TierWords.Select(t => new Field(t, FieldKind.Entry, $"What a {t} change asks.") { Shape = t == "low" ? Low : Strict })]);

    private static readonly EntryShape Answers = new("answers",
    [
        TierField("deletes", "What a change that deletes something is at least; critical when left out."),
        TierField("recreates", "What a change that recreates something is at least; critical when left out."),
        TierField("migrates", "What a change that migrates something is at least; critical when left out."),
        TierField("irreversible", "What a change that can't be rolled back is at least; critical when left out."),
    ]);

    private static readonly EntryShape Defaults = new("defaults",
    [
        Zone("The time zone of people who give none."),
        Hours("The working hours of people who give none."),
        HolidaysOf("The public holidays of people who give none."),
        Capacity("The review time of people who give none."),
    ]);

    private static readonly EntryShape Holidays = new("holidays",
    [
        IdField(),
        new("days", FieldKind.Texts, "The days that are not worked: a day, or a span with both its ends.")
        {
            Required = true,
            Pattern = @"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
            Most = 400,
            Hint = "it is a day such as 2026-12-25, or a span such as 2026-12-24..2026-12-31",
        },
    ]);

    private static readonly EntryShape Digest = new("digest",
    [
        new("day", FieldKind.Word, "The day of the week on which the week before is summed up; monday when left out.")
        {
            Choices = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        },
        new("at", FieldKind.Text, "When, by the clock on the wall; 09:00 when left out.")
        {
            Pattern = "^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$",
            Hint = "it is a time such as 09:00",
        },
        Zone("Whose clock and week; the lead's when left out, and else the first operator's."),
        new("names", FieldKind.Flag, "False names nobody: sums stay. Where the organisation names nobody, no team does."),
        SlackChannelField("slack_channel", "Where it is posted in Slack; the services' channels when left out."),
        TeamsChannelField("teams_channel", "Where it is posted in Teams; the services' channels when left out."),
    ]);

    private static readonly EntryShape Team = new("team",
    [
        IdField(),
        new("name", FieldKind.Text, "Shown in chat; the id when left out.") { Most = 60 },
        Person("lead", "Who leads it."),
        new("tiers", FieldKind.Entry, "What this team asks beyond the organisation; it may only tighten.") { Shape = Tiers },
        new("digest", FieldKind.Entry, "When and where this team reads its week; what is left out is the organisation's, but for the channels.") { Shape = Digest },
    ]);

    private static readonly EntryShape Service = new("service",
    [
        IdField(),
        new("name", FieldKind.Text, "Shown on cards and in the form; the id when left out.") { Most = 60 },
        TierField("tier", "What its changes are at least.", required: true),
        new("team", FieldKind.Text, "Whose service it is: a team's id. The team's rules are its rules.") { Pattern = Id, Most = 64 },
        new("decision_minutes", FieldKind.WholeNumber, "Minutes within which a decision is due, instead of its tier's sla.") { Least = 5, Most = MostMinutes },
        SlackChannelField("slack_channel", "The team's channel in Slack: its id, from the channel's details."),
        TeamsChannelField("teams_channel", "The team's channel in Teams: its link, or the id in it."),
        Person("lead", "Is told when nobody can be asked; may move its reviews."),
        Zone("Whose clock counts where a tier's calendar is service_hours; the one of defaults when left out."),
        HolidaysOf("The public holidays that service_hours leave out: a list's id, or none."),
        new("repositories", FieldKind.Texts, "A link into exactly one service's repository fills in the service.") { Pattern = @"^[\w.-]+(?:/[\w.-]+)+$", Most = 1_000, Hint = "a repository path is such as acme/payments-api" },
        new("paths", FieldKind.Entries, "Parts of it that are of a higher tier.") { Shape = PathRule, Most = 1_000 },
    ]);

    private static readonly EntryShape Rotation = new("rotation",
    [
        IdField(),
        new("services", FieldKind.Texts, "The services for which these people take turns; a service is in one rotation at most.") { Required = true, Pattern = Id, Most = 500 },
        new("people", FieldKind.Texts, "Who takes turns, in order; each covers at least one of the services.") { Required = true, Pattern = Id, Most = 200 },
        new("every", FieldKind.Word, "How long a turn is; a week when left out.") { Choices = ["week", "day"] },
        new("hands_over", FieldKind.Text, "When a turn ends and the next begins, in the zone: mon 09:00 for every week, 09:00 for every day.") { Required = true, Most = 30 },
        Zone("Whose clock the hand-over goes by; the one of defaults when left out."),
        new("starts", FieldKind.Text, "A date such as 2026-11-02: the first person's first turn begins at the first hand-over on or after it.") { Required = true, Most = 10 },
    ]);

    /// <summary>Also the columns of <c>people_csv</c>.</summary>
    public static readonly EntryShape PersonEntry = new("person",
    [
        IdField(),
        new("name", FieldKind.Text, "Shown where the chat does not show its own.") { Required = true, Most = 80 },
        new("level", FieldKind.Word, "Seniority. Unknown: nobody has judged it yet; may ask, never sign off.") { Choices = ["junior", "mid", "senior", "principal", "unknown"] },
        Zone("A name from the IANA list, such as Europe/Berlin. Needed where defaults gives none."),
        Hours("When this person can be asked, such as mon-thu 08:00-12:00 13:00-16:00, fri 08:00-12:00; not across midnight."),
        HolidaysOf("The public holidays of where this person works: the id of a list, or none."),
        Capacity("Review time for each day that this person works: 15m to 8h; 2h when left out."),
        new("slack", FieldKind.Text, "The member id in Slack, from the profile's three dots.") { Pattern = "^[UW][A-Z0-9]{2,30}$" },
        new("teams", FieldKind.Text, "The directory's object id.") { Pattern = "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{10,14}$" },
        new("team", FieldKind.Text, "The team this person is in: a team's id.") { Pattern = Id, Most = 64 },
        new("primary", FieldKind.Texts, "The services this person covers. With a team and neither list: all services of the team.") { Pattern = Id, Most = 2_000 },
        new("secondary", FieldKind.Texts, "The services this person covers second.") { Pattern = Id, Most = 2_000 },
        new("active", FieldKind.Flag, "False takes away every right and keeps the name readable."),
        new("limit", FieldKind.WholeNumber, "Open reviews at once.") { Least = 1, Most = 50 },
        Person("lead", "Who may move this person's reviews."),
        new("github", FieldKind.Text, "The login at GitHub.") { Most = 60 },
        Person("agent_of", "This account is an AI agent, and that person runs it: it counts as a junior and never signs off."),
    ])
    { OneOf = ["level", "agent_of"] };

    public static readonly EntryShape Root = new("policy",
    [
        new("version", FieldKind.WholeNumber, "The form of the file.") { Required = true, Least = 1, Most = 1 },
        SlackChannelField("slack_operators_channel", "Where trouble is told in Slack: the channel's id."),
        TeamsChannelField("teams_operators_channel", "Where trouble is told in Teams: the channel's link, or the id in it."),
        new("operators", FieldKind.Texts, "Who may move every review, and confirm what weakens the policy: people's ids.") { Pattern = Id, Most = 100 },
        new("holidays", FieldKind.Entries, "Lists of public holidays, for people to name.") { Shape = Holidays, Most = 300 },
        new("defaults", FieldKind.Entry, "For people who do not say otherwise.") { Shape = Defaults },
        new("tiers", FieldKind.Entry, "What each tier asks. What is left out has its built-in value.") { Shape = Tiers },
        new("answers", FieldKind.Entry, "What a change is at least when its author says that it can't be undone by reverting it.") { Shape = Answers },
        new("digest", FieldKind.Entry, "When teams read their week, and where that of the services without a team is posted.") { Shape = Digest },
        new("paths", FieldKind.Entries, "Files of every service whose change is of a tier of its own.") { Shape = PathRule, Most = 1_000 },
        new("teams", FieldKind.Entries, "Teams, whose services share tighter rules.") { Shape = Team, Most = 2_000 },
        new("services", FieldKind.Entries, "What changes are made to.") { Shape = Service, Required = true, Most = 5_000 },
        new("rotations", FieldKind.Entries, "Who takes turns in being asked first.") { Shape = Rotation, Most = 2_000 },
        new("people", FieldKind.Entries, "Everybody who may ask or sign off.") { Shape = PersonEntry, Most = 20_000 },
        new("people_csv", FieldKind.Block, "More people, a line each below a header line that names their keys; lists are separated by spaces."),
    ])
    { OneOf = ["people", "people_csv"] };

    private static EntryShape TierSection(string name, int leastApprovals) => new(name,
    [
        Approvals("approvals", leastApprovals, "How many different people sign off."),
        Approvals("destructive_approvals", leastApprovals, "The same when it deletes, recreates, migrates or can't be rolled back."),
        new("level", FieldKind.Word, "Who may sign off: that level or above. A peer is mid; any is junior.") { Choices = ["peer", "mid", "senior", "principal", "any"] },
        new("different_teams", FieldKind.Flag, "Of several, no two of the same team."),
        new("ask", FieldKind.WholeNumber, "How many are asked at once for one approval; the first to answer has it.") { Least = 1, Most = 2 },
        new("spot_check_percent", FieldKind.WholeNumber, "How many of a hundred requests a senior looks at as well.") { Most = 100 },
        new("evidence", FieldKind.Words, "What the author has to show; replaces the built-in list.") { Choices = [.. Core.Policy.Evidences.All.Select(Core.Policy.Evidences.Key)], Most = 5 },
        new("sla", FieldKind.Entry, "When answers are due.") { Shape = Sla },
        new("escalation", FieldKind.Entries, "Whom to tell, in order of time. Without a step to the operators, one is added at 200%.") { Shape = Step, Most = 20 },
        new("routing", FieldKind.Entry, "What counts in choosing whom to ask; 1 is the usual weight.") { Shape = Routing },
        SlackChannelField("slack_channel", "Where cards of this tier go as well, in Slack."),
        TeamsChannelField("teams_channel", "Where cards of this tier go as well, in Teams."),
    ]);

    private static Field IdField() => new("id", FieldKind.Text, "A stable name, unique in its list.")
    {
        Required = true,
        Pattern = Id,
        Most = 64,
        Hint = "use lower-case letters, digits, dots, dashes and underscores",
    };

    private static Field TierField(string key, string means, bool required = false) =>
        new(key, FieldKind.Word, means) { Choices = TierWords, Required = required };

    private static Field Approvals(string key, int least, string means) => new(key, FieldKind.WholeNumber, means)
    {
        Least = least,
        Most = Core.Policy.TierRules.MostApprovals,
        Hint = least > 0 ? "only low may ask nobody" : null,
    };

    private static Field Person(string key, string means) => new(key, FieldKind.Text, means) { Pattern = Id, Most = 64 };

    private static Field Span(string key, string means) => new(key, FieldKind.Text, means)
    {
        Pattern = "^[1-9][0-9]{0,4}[smhd]$",
        Hint = "it is a time such as 30m, 4h or 2d",
    };

    private static Field Weight(string key, string means) => new(key, FieldKind.Number, means) { Most = 10 };

    private static Field Zone(string means) => new("zone", FieldKind.Text, means);

    private static Field Hours(string means) => new("hours", FieldKind.Text, means) { Most = Core.People.HoursWords.LongestText };

    private static Field HolidaysOf(string means) => new("holidays", FieldKind.Text, means) { Pattern = Id, Most = 64 };

    private static Field Capacity(string means) => new("capacity", FieldKind.Text, means)
    {
        Pattern = "^[1-9][0-9]{0,2}[mh]$",
        Hint = "it is a time such as 90m or 2h",
    };

    private static Field SlackChannelField(string key, string means) => new(key, FieldKind.Text, means) { Pattern = SlackChannel };

    private static Field TeamsChannelField(string key, string means) => new(key, FieldKind.Text, means) { Most = 1_000 };
}
