global using Countersign.Playground.StandIn;
global using Shouldly;
global using Xunit;

// Most scenarios wait more than they work: three at once keep two cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
