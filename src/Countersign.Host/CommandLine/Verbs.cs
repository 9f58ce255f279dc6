using System.CommandLine;
using Countersign.Host.Playground;

namespace Countersign.Host.CommandLine;

/// <summary>The command line. Exit codes: 0 good, 1 found something wrong, 2 could not run.</summary>
public static class Verbs
{
    public const int Good = 0;
    public const int Wrong = 1;
    public const int CouldNotRun = 2;

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "The settings file. Without it, appsettings.json in this folder if there is one. The environment is read either way.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON, for scripts." };

    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        // The default of two seconds would cut a stop short: the last calls to Slack and the closing of the record take longer.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) };
        // Help that nobody asked for must not end up in the file that the output goes to.
        if (parsed.Errors.Count > 0)
            invocation.Output = invocation.Error;
        var code = await parsed.InvokeAsync(invocation);
        // The library's own code for words it does not know is 1, which here says that something was looked at and found wrong.
        return parsed.Errors.Count > 0 ? CouldNotRun : code;
    }

    public static RootCommand Root()
    {
        var root = new RootCommand("Countersign: senior sign-off for AI-assisted changes. Without a command: a playground on this machine, no account needed.")
        {
            Serve(),
            Migrate(),
            Group("policy", "The policy file.", PolicyVerbs.Check(Json), PolicyVerbs.Explain(Json), PolicyVerbs.Accept(Config)),
            Group("roster", "Who is on the policy file's list of people.", PolicyVerbs.Import()),
            Group("ledger", "The record of who decided what.", LedgerVerify()),
            Group("export", "What is on record of a period, for an auditor.", Exporting.ExportVerbs.Requests(Config), Exporting.ExportVerbs.Decisions(Config)),
            Backup(),
            Doctor(),
            Simulating.SimulateVerb.Command(Json),
            MakeTeamsPackage(),
        };
        Play(root);
        return root;
    }

    // Without a verb: who hears of the bot starts here.
    private static void Play(RootCommand root)
    {
        var port = new Option<int>("--port") { Description = "Where the playground's page is, on this machine.", DefaultValueFactory = _ => 5080 };
        var reset = new Option<bool>("--reset") { Description = "Forget what was played, and start over." };
        var seed = new Option<bool>("--seed-history") { Description = "Make two months of requests and decisions first." };
        root.Add(port);
        root.Add(reset);
        root.Add(seed);
        port.Validators.Add(given =>
        {
            if (given.Tokens is [var text] && !(int.TryParse(text.Value, out var number) && number is > 0 and <= 65_535))
                given.AddError("--port has to be a number from 1 to 65535.");
        });
        root.SetAction((args, cancel) => PlaygroundServer.Run(
            new PlaygroundOptions(args.GetValue(port), args.GetValue(reset), args.GetValue(seed)), cancel));
    }

    private static Command Serve()
    {
        var command = new Command("serve", "Runs the bot.") { Config };
        command.SetAction((args, cancel) => Server.Run(args.GetValue(Config), cancel));
        return command;
    }

    private static Command Migrate()
    {
        var command = new Command("migrate", "Creates the database or brings its schema up to date. “serve” does this too.") { Config };
        command.SetAction(args => Maintenance.Migrate(args.GetValue(Config)));
        return command;
    }

    private static Command LedgerVerify()
    {
        var database = new Option<string?>("--database") { Description = "The database file. Without it, the settings' one." };
        var command = new Command("verify", "Checks every entry, and everything that follows from them. Works while the server runs.")
        {
            Config, database, Json,
        };
        command.SetAction((args, cancel) => Task.FromResult(
            Maintenance.Verify(args.GetValue(Config), args.GetValue(database), args.GetValue(Json), cancel)));
        return command;
    }

    private static Command Backup()
    {
        var file = new Argument<string>("file") { Description = "Where to write the copy. It must not exist." };
        var command = new Command("backup", "Writes a consistent copy of the database. Works while the server runs.") { file, Config };
        command.SetAction(args => Maintenance.Backup(args.GetValue(Config), args.GetRequiredValue(file)));
        return command;
    }

    private static Command Doctor()
    {
        var command = new Command("doctor", "Checks settings, Slack, Teams, clock, disk, policy, database, dashboard and collector, and says what to do.") { Config, Json };
        command.SetAction((args, cancel) => CommandLine.Doctor.Run(args.GetValue(Config), args.GetValue(Json), cancel));
        return command;
    }

    private static Command MakeTeamsPackage()
    {
        var appId = new Option<string>("--app-id") { Description = "The app registration's Application (client) ID.", Required = true };
        var target = new Option<string>("--out") { Description = "Where to write it.", DefaultValueFactory = _ => "countersign-teams.zip" };
        var name = new Option<string?>("--name") { Description = "What the bot is called in Teams." };
        var website = new Option<string?>("--website") { Description = "Your page about the bot: shown as website, privacy statement and terms of use." };
        var version = new Option<string?>("--package-version") { Description = "The package's version; an update needs a higher one." };
        foreach (var option in new Option[] { appId, name, website, version })
            option.Validators.Add(given =>
            {
                if (given.Tokens is [var text] && TeamsPackage.Refuses(option.Name, text.Value) is { } refusal)
                    given.AddError(refusal);
            });
        var command = new Command("teams-package", "Writes the app package to upload to Microsoft Teams.") { appId, target, name, website, version };
        command.SetAction(args => TeamsPackage.Run(new TeamsPackageOptions(
            Guid.Parse(args.GetRequiredValue(appId)), args.GetRequiredValue(target), args.GetValue(name), args.GetValue(website), args.GetValue(version))));
        return command;
    }

    private static Command Group(string name, string description, params Command[] verbs)
    {
        var group = new Command(name, description);
        foreach (var verb in verbs)
            group.Add(verb);
        return group;
    }
}
