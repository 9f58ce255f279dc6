using System.CommandLine;
using System.CommandLine.Parsing;
using Countersign.Core.Export;
using Countersign.Host.Export;
using NodaTime;
using NodaTime.Text;
using Command = System.CommandLine.Command;

namespace Countersign.Host.CommandLine.Exporting;

/// <summary>What <c>export</c> is asked.</summary>
/// <param name="Zone">Whose days they are; null takes the first operator's.</param>
/// <param name="Out">Where to write; null for the output.</param>
internal sealed record ExportOptions(
    ExportOf Of, LocalDate From, LocalDate To, DateTimeZone? Zone, ExportForm Form, bool WithMark, string? Out, string? Config, string? Database);

/// <summary>The commands <c>export requests</c> and <c>export decisions</c>.</summary>
internal static class ExportVerbs
{
    public static Command Requests(Option<string?> config) => Make(
        "requests", ExportOf.Requests, "Writes the requests that were submitted within a period, a line each, as they stand now.", config);

    public static Command Decisions(Option<string?> config) => Make(
        "decisions", ExportOf.Decisions, "Writes what people decided within a period, a line for each person's decision.", config);

    private static Command Make(string name, ExportOf of, string description, Option<string?> config)
    {
        var from = Date("--from", "The first day of the period, such as 2026-07-01.");
        var to = Date("--to", "The day after its last one: the period ends as that day begins.");
        var zone = new Option<string?>("--zone") { Description = "Whose days they are, such as Europe/Berlin. Without it, the policy's first operator's." };
        zone.Validators.Add(given =>
        {
            if (given.Tokens is [var text] && DateTimeZoneProviders.Tzdb.GetZoneOrNull(text.Value) is null)
                given.AddError($"“{text.Value}” is not a time zone; use a name such as Europe/Berlin.");
        });
        var format = new Option<string>("--format") { Description = "csv or json.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var mark = new Option<bool>("--bom") { Description = "A byte order mark before CSV, for spreadsheets that garble letters without one." };
        var target = new Option<string?>("--out") { Description = "Where to write. It must not exist. Without it, the output." };
        target.Validators.Add(given =>
        {
            if (given.Tokens is [var text] && string.IsNullOrWhiteSpace(text.Value))
                given.AddError("--out: name a file, or leave it out to write to the output.");
        });
        var database = new Option<string?>("--database") { Description = "The database file. Without it, the settings' one." };
        var command = new Command(name, description) { from, to, zone, format, mark, target, database, config };
        command.Validators.Add(given =>
        {
            if (!HasErrors(given, from) && !HasErrors(given, to) && Read(given.GetValue(from)) is { } first && Read(given.GetValue(to)) is { } end && end <= first)
                given.AddError("--to has to be later than --from: the period ends as the day of --to begins.");
            if (given.GetValue(mark) && given.GetValue(format) == "json")
                given.AddError("--bom is for CSV; JSON has none. Leave it out.");
        });
        command.SetAction((args, cancel) => Exporting.Export.Run(
            new ExportOptions(
                of, Read(args.GetRequiredValue(from))!.Value, Read(args.GetRequiredValue(to))!.Value,
                args.GetValue(zone) is { } named ? DateTimeZoneProviders.Tzdb[named] : null,
                args.GetValue(format) == "json" ? ExportForm.Json : ExportForm.Csv, args.GetValue(mark), args.GetValue(target),
                args.GetValue(config), args.GetValue(database)),
            cancel));
        return command;
    }

    private static Option<string> Date(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var text] && Read(text.Value) is null)
                given.AddError($"{name}: “{text.Value}” is no date; write it as 2026-07-01.");
        });
        return option;
    }

    private static bool HasErrors(CommandResult given, Option option) => given.GetResult(option)?.Errors.Any() ?? true;

    private static LocalDate? Read(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } && ExportPeriod.IsInReach(date) ? date : null;
}
