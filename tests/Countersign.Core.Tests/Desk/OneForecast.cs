using Countersign.Core.Ports;

namespace Countersign.Core.Tests.Desk;

/// <summary>Works nothing out: keeps what is asked, one at a time, until a test says that it is done.</summary>
internal sealed class OneForecast : IForecast
{
    public ForecastAsk? Running { get; private set; }

    public int Begun { get; private set; }

    public bool TryBegin(ForecastAsk ask)
    {
        if (Running is { } running)
            return running.Receipt == ask.Receipt;
        (Running, Begun) = (ask, Begun + 1);
        return true;
    }

    public void Done() => Running = null;
}
