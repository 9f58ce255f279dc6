using Countersign.Host.CommandLine;

return await Verbs.Root().Parse(args).InvokeAsync();
