using System.CommandLine;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Command = System.CommandLine.Command;

namespace Countersign.Host.CommandLine;

/// <summary>The commands about the policy file and its people.</summary>
internal static class PolicyVerbs
{
    public static Command Check(Option<bool> json)
    {
        var file = new Argument<FileInfo>("file") { Description = "The policy file." };
        var command = new Command("check", "Says what is wrong with a policy file, with line and key.") { file, json };
        command.SetAction(args => Policy.Check(args.GetRequiredValue(file), args.GetValue(json)));
        return command;
    }

    public static Command Explain(Option<bool> json)
    {
        var file = new Argument<FileInfo>("file") { Description = "The policy file." };
        var service = new Option<string?>("--service") { Description = "The service's id. Without it: every service, with what its own tier asks." };
        var paths = new Option<string[]>("--paths") { Description = "What the change touches; a folder ends in /.", AllowMultipleArgumentsPerToken = true };
        var level = new Option<string>("--level") { Description = "The author's level: unknown, junior, mid, senior or principal.", DefaultValueFactory = _ => "mid" };
        level.AcceptOnlyFromAmong("unknown", "junior", "mid", "senior", "principal");
        var raise = new Option<string?>("--raise-to") { Description = "What the author asks at least: low, medium, high or critical." };
        raise.AcceptOnlyFromAmong("low", "medium", "high", "critical");
        var answers = new (Option<bool> Option, Destruction Answer)[]
        {
            (new("--deletes") { Description = "It deletes something." }, Destruction.Deletes),
            (new("--recreates") { Description = "It deletes something and makes it anew." }, Destruction.Recreates),
            (new("--migrates") { Description = "It migrates data or schema." }, Destruction.Migrates),
            (new("--irreversible") { Description = "It can't be rolled back." }, Destruction.Irreversible),
        };
        var command = new Command("explain", "Says what a change would be asked, and which line of the file asks it.") { file, service, paths, level, raise, json };
        foreach (var (option, _) in answers)
            command.Add(option);
        command.SetAction(args => Policy.Explain(
            args.GetRequiredValue(file),
            new ExplainedChange(
                args.GetValue(service), [.. args.GetValue(paths) ?? []], Enum.Parse<Level>(args.GetRequiredValue(level), ignoreCase: true),
                answers.Where(a => args.GetValue(a.Option)).Aggregate(Destruction.None, (all, a) => all | a.Answer),
                args.GetValue(raise) is { } tier ? Enum.Parse<Tier>(tier, ignoreCase: true) : null),
            args.GetValue(json)));
        return command;
    }

    public static Command Accept(Option<string?> config)
    {
        var file = new Argument<FileInfo>("file") { Description = "The policy file." };
        var command = new Command("accept", "Puts a policy file in force whole, without operators. The server has to be stopped; operators are told.") { file, config };
        command.SetAction((args, cancel) => PolicyAcceptance.Run(args.GetRequiredValue(file), args.GetValue(config), cancel));
        return command;
    }

    public static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "Slack's answer to users.list as JSON, or a CSV with a header line." };
        var format = new Option<string?>("--format") { Description = "slack or csv. Without it, what the file looks like." };
        format.AcceptOnlyFromAmong("slack", "csv");
        var target = new Option<string?>("--out") { Description = "Where to write the rows. It must not exist. Without it, they are printed." };
        var command = new Command("import", "Makes candidate rows for the policy file, for an operator to review.") { file, format, target };
        command.SetAction(args => RosterImport.Run(args.GetRequiredValue(file), args.GetValue(format), args.GetValue(target)));
        return command;
    }
}
