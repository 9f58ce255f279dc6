namespace Countersign.Simulation;

/// <summary>What a draw is for: draws of different kinds don't depend on each other.</summary>
internal enum Draw
{
    Meetings = 1,
    Focus,
    Absence,
    Seen,
    Services,
    Capacity,
    Arrivals,
    Minutes,
    Rework,
    Turnaround,
    Notice,
    Missed,
    Morning,
    PutOff,
    PutOffMinutes,
    Team,
    TeamMorning,
    Heard,
    HeardMinutes,
    Offer,
    Pick,
}

/// <summary>
/// Random numbers by what they are for, not by when they are drawn: every strategy meets the same people with the same habits and
/// the same changes (common random numbers). The mixing is SplitMix64's (Steele, Lea, Flood 2014).
/// </summary>
internal readonly struct Draws(int seed)
{
    private readonly ulong _seed = Mix((ulong)seed);

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform(Draw kind, long a, long b = 0, long c = 0)
    {
        var mixed = Mix(Mix(Mix(Mix(_seed ^ (ulong)kind) ^ (ulong)a) ^ (ulong)b) ^ (ulong)c);
        return ((mixed >> 11) + .5) / (1UL << 53);
    }

    public bool Happens(double probability, Draw kind, long a, long b = 0, long c = 0) => Uniform(kind, a, b, c) < probability;

    public double LogNormal(double median, double sigma, Draw kind, long a, long b = 0, long c = 0) =>
        median * Math.Exp(sigma * Normal(kind, a, b, c));

    // Box and Muller's transform of two uniform numbers.
    private double Normal(Draw kind, long a, long b, long c) =>
        Math.Sqrt(-2 * Math.Log(Uniform(kind, a, b, ~c))) * Math.Cos(2 * Math.PI * Uniform(kind, a, b, c));

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
