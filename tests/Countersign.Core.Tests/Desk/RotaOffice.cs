using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>
/// An office with a rotation of Lee, Kim and Mo, handed over on Mondays at nine in Berlin. It is Tuesday, ten o'clock, in Lee's first turn. Olga
/// leads payments; Ana is a junior colleague.
/// </summary>
internal sealed class RotaOffice
{
    public static readonly Rotation Weekly = new(
        new RotationId("payments-duty"), [Payments], [new("lee"), new("kim"), new("mo")], IsoDayOfWeek.Monday, new LocalTime(9, 0), Berlin, new LocalDate(2026, 11, 16));

    public RotaOffice(params Rotation[] rotations)
    {
        System.Collections.Immutable.ImmutableArray<Rotation> all = rotations.Length == 0 ? [Weekly] : [.. rotations];
        Person covering(string id, Level level = Level.Senior) => Person(id, level) with { Primary = [Payments, .. all.SelectMany(r => r.Services).Where(s => s != Payments)] };
        Office = new Office(covering("lee"), covering("kim"), covering("mo"), covering("raj"), covering("ana", Level.Junior), covering("olga"));
        Office.Policy.Book = Office.Policy.Book with { Rotations = all };
    }

    public Office Office { get; }

    public PolicyBook Book => Office.Policy.Book;

    public MemoryRota Kept => Office.Store.Rotas;

    public SwapOffer Offer => Kept.Offers[^1];

    public static Instant At(int month, int day, int hour, int minute = 0) => Berlin.AtStrictly(new LocalDateTime(2026, month, day, hour, minute)).ToInstant();

    /// <summary>Types it, and reads the answer.</summary>
    public Task<string> Hears(string who, string typed) => Hears(who, typed, Office.Delivery());

    public async Task<string> Hears(string who, string typed, ReceiptKey delivery) =>
        string.Join("\n", Sentences(await Office.Commands.Answer(new Typing(delivery, Office.Who(who), typed, _ => null), Office.Now)).Select(s => s.Plain(Book)));

    public async Task<string> Presses(string who, bool takes, ReceiptKey? delivery = null) => Office.Says(
        await Office.Swapping.Reply(delivery ?? Office.Delivery(), Office.Who(who), Offer.Id, takes, null, Office.Now));

    /// <summary>Everything that somebody was told about duty, in order.</summary>
    public List<string> Told(string who) =>
        [.. Office.Store.Sent.Where(o => o.Lane.Id == "U-" + who).Select(o => o.Notice).OfType<Notice.Duty>().Select(n => n.Words.Plain(Book))];

    public string? OnFor(Instant at) => Rotations.OnFor(Book, Kept.Made, Payments, at)?.Value;

    public async Task Begins()
    {
        await Office.Reload.JudgeAgain(Office.Now);
        await Office.Swept();
        Office.Store.Sent.Clear();
    }

    private static System.Collections.Immutable.ImmutableArray<Core.Words.Sentence> Sentences(Reply reply) => reply switch
    {
        Reply.Says r => [r.Words],
        Reply.Why r => r.Words,
        _ => throw new ShouldAssertException(reply.ToString()),
    };
}
