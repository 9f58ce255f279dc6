using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>Works out in the background what made-up changes would come to, and tells whoever asked. One at a time for everybody.</summary>
public interface IForecast
{
    /// <returns>False when another one is being worked out. The same receipt again is the same one.</returns>
    bool TryBegin(ForecastAsk ask);
}

/// <summary>What is to be worked out, and for whom.</summary>
/// <param name="Via">Whose chat gets the result: where it was asked.</param>
/// <param name="Policy">The one in force when it was asked.</param>
/// <param name="Load">Changes on a mean weekday.</param>
/// <param name="Seeds">On how many made-up months it is tried.</param>
public sealed record ForecastAsk(ReceiptKey Receipt, ChatIdentity Via, PolicyBook Policy, int Load, int Seeds)
{
    public const int Weeks = 4;
}

/// <summary>How one way of asking did, on the mean of the seeds.</summary>
/// <param name="Late">Share of the decisions that came later than they were due.</param>
/// <param name="NineOfTen">The time in which nine of ten rounds were decided.</param>
public sealed record Foreseen(double Late, Duration NineOfTen);

/// <summary>What came of it.</summary>
/// <param name="Ours">The product at the load that was asked for.</param>
/// <param name="BusierLoad">A load nearly a third higher.</param>
/// <param name="MoreTime">The product at the asked load, with half an hour more a day from everybody.</param>
/// <param name="OneMore">The same with one more reviewer for <paramref name="OneMoreFor"/>, the service that the fewest cover.</param>
public sealed record Forecast(
    Foreseen Ours, Foreseen LoadBalance, Foreseen ShortestQueue, int BusierLoad, Foreseen Busier, Foreseen MoreTime, Foreseen OneMore, ServiceId OneMoreFor)
{
    /// <summary>What could be asked for by nobody, because too few besides the author could sign it off, as a sentence; empty when nothing.</summary>
    public string LeftOut { get; init; } = "";
}
