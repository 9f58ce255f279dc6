using System.Text;
using Countersign.Teams.Wire.Auth;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

public sealed class TokenFuzzTests
{
    private const int Rounds = 12_000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ,\n\u00e9";

    [Fact]
    public async Task None_of_twelve_thousand_mutated_tokens_is_taken()
    {
        await using var stage = await TokenStage.Start();
        stage.Published = [TokenStage.First.Jwk(), TokenStage.Second.Jwk()];
        var (one, other) = (stage.Good(), TokenStage.Second.Sign(stage.Claims(exp: "1800")));
        // Known tokens first: a mutation must not meet them either.
        await stage.ShouldProve(one);
        await stage.ShouldProve(other);
        var random = new Random(20261120);
        Dictionary<string, int> codes = [];
        for (var i = 0; i < Rounds; i++)
        {
            var mutated = Mutate(one, other, random);
            if (mutated == one || mutated == other) continue;
            var verdict = await stage.Verify(mutated);
            var code = verdict.ShouldBeOfType<TokenVerdict.Refused>(mutated).Code;
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        codes.Values.Sum().ShouldBeGreaterThan(10_000);
        // It got as far as the signature often enough to say something about it.
        codes[RefusalCodes.Signature].ShouldBeGreaterThan(1_000);
        await stage.ShouldProve(one);
    }

    private static string Mutate(string one, string other, Random random)
    {
        var at = random.Next(one.Length);
        var parts = one.Split('.');
        var strange = other.Split('.');
        return random.Next(8) switch
        {
            0 => string.Concat(one.AsSpan(0, at), Letter(random), one.AsSpan(at + 1)),
            1 => string.Concat(one.AsSpan(0, at), Letter(random), one.AsSpan(at)),
            2 => one.Remove(at, Math.Min(random.Next(1, 40), one.Length - at)),
            3 => $"{Pick(0)}.{Pick(1)}.{Pick(2)}",
            4 => $"{parts[0]}.{Flipped(parts[1])}.{parts[2]}",
            5 => $"{Flipped(parts[0])}.{parts[1]}.{parts[2]}",
            6 => $"{parts[0]}.{parts[1]}.{Flipped(parts[2])}",
            _ => $"{parts[0]}.{Reworded(parts[1])}.{parts[2]}",
        };

        string Pick(int part) => random.Next(2) == 0 ? parts[part] : strange[part];

        string Flipped(string part)
        {
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(part);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return Signer.Encode(bytes);
        }

        string Reworded(string part)
        {
            var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));
            return Signer.Encode(Encoding.UTF8.GetBytes(random.Next(4) switch
            {
                0 => claims.Replace("emea", "amer", StringComparison.Ordinal),
                1 => claims.Insert(1, $"\"n{random.Next()}\":{random.Next()},"),
                2 => claims.Replace("\"exp\":", "\"exp\":1", StringComparison.Ordinal),
                _ => claims + new string(' ', random.Next(1, 9)),
            }));
        }
    }

    private static ReadOnlySpan<char> Letter(Random random) => Letters.AsSpan(random.Next(Letters.Length), 1);
}
