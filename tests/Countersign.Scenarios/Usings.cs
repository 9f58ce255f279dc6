global using Countersign.Playground.StandIn;
global using Shouldly;
global using Xunit;
