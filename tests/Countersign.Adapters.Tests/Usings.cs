global using Countersign.Playground.StandIn;
