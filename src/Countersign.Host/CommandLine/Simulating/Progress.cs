using Spectre.Console;

namespace Countersign.Host.CommandLine.Simulating;

/// <summary>A progress bar on the error stream, so that what is printed can be piped; nothing where nobody looks.</summary>
internal static class Progress
{
    public static T Of<T>(int total, Func<Action<int>, T> work)
    {
        if (Console.IsErrorRedirected)
            return work(_ => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var task = progress.AddTask("Simulating", maxValue: total);
                return work(done => task.Value = done);
            });
    }
}
