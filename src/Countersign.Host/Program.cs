using System.CommandLine;
using Countersign.Host.CommandLine;

// The default of two seconds would cut a stop short: the last calls to Slack and the closing of the record take longer.
return await Verbs.Root().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
