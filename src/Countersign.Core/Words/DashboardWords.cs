using System.Collections.Immutable;
using Countersign.Core.Ports;

namespace Countersign.Core.Words;

/// <summary>What people hear about the dashboard: in chat, and at its door.</summary>
public static class DashboardWords
{
    public const string Open = "Open the dashboard";

    public const string SignIn = "Sign in";

    /// <summary>To whoever asks where others would read the link.</summary>
    public static Sentence NotHere { get; } = Sentence.Of(
        $"The link to the dashboard is for you alone, so I don't give it where others read. Ask me in our own chat: {new Typed("/signoff dashboard")}.");

    /// <summary>One answer for every link that does not work: it says nothing of why.</summary>
    public static Sentence Refused { get; } = Sentence.Of(
        $"This link does not work: it was used, is too old, or is not whole. Ask for a new one in chat: {new Typed("/signoff dashboard")}.");

    public static Sentence TooMany { get; } = Sentence.Text("There were too many tries. Wait a minute, then try again.");

    public static Sentence ForeignPage { get; } = Sentence.Text("Only the dashboard's own page can do that. Open the link again, and press the button there.");

    public static Sentence HowToComeIn { get; } = Sentence.Of(
        $"Ask me for a link in chat: {new Typed("/signoff dashboard")} in Slack, or “dashboard” in your own chat with Countersign in Teams. It opens this dashboard once, in the browser in which you press its button.");

    public static Sentence LastStep { get; } = Sentence.Text("Your link works once, within ten minutes, and for you alone. Press the button in the browser in which you want to read: there you stay signed in, for eight hours at most.");

    public static Sentence SignedOut { get; } = Sentence.Text("You are signed out.");

    public static Sentence OnlyHere { get; } = Sentence.Text("The playground answers only at this machine's own address, such as http://127.0.0.1.");

    /// <summary>The record can't be read at the moment.</summary>
    public static Sentence Unavailable { get; } = Sentence.Text("The record can't be read at the moment. Try again soon; an operator sees the reason in the log.");

    public static Sentence NotThere { get; } = Sentence.Text("There is no such page. The address may be mistyped.");

    public static Sentence NotThatWay { get; } = Sentence.Text("This address can't be used that way: pages are only looked at.");

    public static Sentence NotBegun { get; } = Sentence.Text("This week has not begun, so there is nothing to sum up yet. Under “Digest” stands the week that is running.");

    public static Sentence WhichPeriod { get; } = Sentence.Text(
        "Name two days, the first not after the last, such as from=2026-07-01 and to=2026-09-30; of=decisions or requests; form=csv or json.");

    /// <summary>There is no file of a period.</summary>
    /// <param name="inFull">For operators; others read that there is something.</param>
    public static Sentence NotProven(ImmutableArray<string> troubles, bool inFull) => Sentence.Text(
        $"The record does not prove every line of this period, so there is no file that could be taken for the whole of it. {(inFull ? $"Run “ledger verify”. Found: {Found(troubles)} The command line's export writes what can be read." : "An operator can see in the log what was found.")}");

    public static Sentence Of(Invitation invitation) => invitation switch
    {
        Invitation.OneTime { Lasts: var lasts } => Sentence.Text(
            $"Your link to the dashboard: it works once, within {Times.Span(lasts)}, and is for you alone. Pass it to nobody."),
        Invitation.Open => Sentence.Text("The playground's dashboard stands open: it needs no sign-in here."),
        Invitation.InTheClear => Sentence.Text(
            "The dashboard can't be opened: the address in the settings (Host:PublicUrl) is not https, so what it shows would travel in the clear. An operator can change that; docs/dashboard.md says how."),
        _ => Sentence.Text(
            "The dashboard has no address yet: an operator has to set Host:PublicUrl in the settings. docs/dashboard.md says how."),
    };

    /// <summary>Null where there is none to give.</summary>
    public static Uri? AddressOf(Invitation invitation) => invitation switch
    {
        Invitation.OneTime { Address: var address } => address,
        Invitation.Open { Address: var address } => address,
        _ => null,
    };

    private static string Found(ImmutableArray<string> troubles)
    {
        const int Named = 5;
        var named = string.Join(" ", troubles.Take(Named).Select(t => t.EndsWith('.') ? t : t + "."));
        return troubles.Length > Named ? $"{named} And {troubles.Length - Named} more." : named;
    }
}
