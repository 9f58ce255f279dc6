namespace Countersign.Host.CommandLine;

/// <summary><c>doctor</c>'s look at the clock, beside the time that a platform's answer bears.</summary>
internal static class ClockCheckup
{
    private static readonly TimeSpan MostError = TimeSpan.FromSeconds(60);

    /// <param name="whose">The platform's name.</param>
    public static async Task<Checkup> Of(string whose, Func<HttpClient> client, Uri address, CancellationToken cancel)
    {
        try
        {
            using var http = client();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            using var answer = await http.GetAsync(address, limit.Token);
            if (answer.Headers.Date is not { } date)
                return new("clock", true, $"{whose}'s answer bears no time to compare with");
            var off = SystemTime.Now().ToDateTimeOffset() - date;
            return off.Duration() < MostError
                ? new("clock", true, $"{off.Duration().TotalSeconds:0} s off {whose}'s")
                : new("clock", false, $"{off.Duration().TotalSeconds:0} s off {whose}'s", "Set this machine's clock (NTP): from 5 minutes on, no press would be taken.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException)
        {
            return new("clock", false, $"could not be compared: {whose} was not reached", $"Check that this machine reaches {whose}.");
        }
    }
}
