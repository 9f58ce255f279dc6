using System.Text.Json;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;

namespace Countersign.Host.CommandLine;

/// <summary><c>policy check</c> and <c>policy explain</c>: they need nothing but the file.</summary>
internal static class Policy
{
    public static int Check(FileInfo file, bool json)
    {
        if (Read(file) is not { } reading)
            return Verbs.CouldNotRun;
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { good = reading.Book is not null, findings = reading.Findings }, JsonSerializerOptions.Web));
        else
            Print(file, reading);
        return reading.Book is not null ? Verbs.Good : Verbs.Wrong;
    }

    public static int Explain(FileInfo file, ExplainedChange change, bool json)
    {
        if (Read(file) is not { } reading)
            return Verbs.CouldNotRun;
        if (reading.Book is not { } book)
        {
            Print(file, reading);
            return Verbs.Wrong;
        }

        var rows = PolicyExplained.Services(book);
        if (change.Service is { } id)
        {
            if (book.Find(new ServiceId(id)) is not { } service)
            {
                Console.Error.WriteLine($"{file.Name} has no service “{id}”; {Nearest.Hint(id, book.Services.Keys.Select(s => s.Value))}");
                return Verbs.CouldNotRun;
            }

            rows = PolicyExplained.Of(book, service, change);
        }

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
        else
            foreach (var row in rows)
                Console.WriteLine($"{row.What,-15} {row.Value}{(row.Where.Length > 0 ? $" ({row.Where})" : "")}");
        return Verbs.Good;
    }

    private static PolicyReading? Read(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            Console.Error.WriteLine($"{file.FullName} is a directory. Name the policy file itself.");
            return null;
        }

        try
        {
            return PolicyFileReader.Read(BoundedFile.Read(file.FullName, PolicyFileReader.MaxBytes), ChatHomes.Any, file.Name);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{file.FullName} can't be read: {unreadable.Message}");
            return null;
        }
    }

    private static void Print(FileInfo file, PolicyReading reading)
    {
        foreach (var finding in reading.Findings)
            Console.WriteLine($"{(finding.IsError ? "error" : "advice")}: {finding}");
        Console.WriteLine(reading.Book is { } book
            ? $"{file.Name} is good: {Count.Of(book.Roster.Everybody.Length, "person", "people")}, {Count.Of(book.Services.Count, "service")}{(book.Teams.Count > 0 ? $", {Count.Of(book.Teams.Count, "team")}" : "")}."
            : $"{file.Name} would not be taken: {reading.Errors.Count()} to mend.");
    }
}
