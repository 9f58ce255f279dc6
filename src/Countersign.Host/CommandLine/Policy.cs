using System.Text.Json;
using Countersign.Host.PolicyFile;

namespace Countersign.Host.CommandLine;

/// <summary><c>policy check</c>.</summary>
internal static class Policy
{
    public static int Check(FileInfo file, bool json)
    {
        if (Directory.Exists(file.FullName))
        {
            Console.Error.WriteLine($"{file.FullName} is a directory. Name the policy file itself.");
            return Verbs.CouldNotRun;
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.FullName);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{file.FullName} can't be read: {unreadable.Message}");
            return Verbs.CouldNotRun;
        }

        var reading = PolicyFileReader.Read(bytes, ChatHomes.Any);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(
                new { good = reading.Book is not null, findings = reading.Findings }, JsonSerializerOptions.Web));
        else
            Print(file, reading);
        return reading.Book is not null ? Verbs.Good : Verbs.Wrong;
    }

    private static void Print(FileInfo file, PolicyReading reading)
    {
        foreach (var finding in reading.Findings)
            Console.WriteLine($"{(finding.IsError ? "error" : "advice")}: {finding}");
        Console.WriteLine(reading.Book is { } book
            ? $"{file.Name} is good: {Count.Of(book.Roster.Everybody.Length, "person", "people")}, {Count.Of(book.Services.Count, "service")}."
            : $"{file.Name} would not be taken: {reading.Errors.Count()} to mend.");
    }
}
