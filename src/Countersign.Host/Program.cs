using Countersign.Host.CommandLine;

return await Verbs.Run(args);
