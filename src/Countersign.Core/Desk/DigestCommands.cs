using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What follows <c>digest</c>: a week's digest, for oneself to read, and whether one is named in it. The same on every platform.</summary>
internal sealed class DigestCommands(IStore store, PolicyInForce policy, Digests digests)
{
    public async Task<Reply> Answer(Typing typing, Actor.Member by, string rest, Instant now, CancellationToken cancel)
    {
        switch (DigestAsk.Read(rest, by.Person, policy.Book, now))
        {
            case DigestAsk.Names { On: { } on }:
                return new Reply.Says((await SetNames(typing.Receipt, by.Person, on, now, cancel)).Words);
            case DigestAsk.Names:
                var state = (await store.People(now, cancel)).GetValueOrDefault(by.Person.Id, PersonState.None);
                return new Reply.Says(DigestReplyWords.Names(!state.Unnamed));
            case DigestAsk.NotUnderstood { Word: var word }:
                return new Reply.Says(DigestReplyWords.Puzzled(word, policy.Book, DigestWeek.Of(now, by.Person.Zone).Plus(-1)));
            case DigestAsk.Show { Key: var key } when key.Week.Span(DateTimeZone.Utc).Start > now + Duration.FromDays(1):
                return new Reply.Says(DigestReplyWords.NotYet(key.Week));
            case DigestAsk.Show { Key: var key } when await digests.Of(key, now, cancel) is { } digest:
                return new Reply.Digest(digest);
            default:
                return new Reply.Says(DigestReplyWords.NoTeam);
        }
    }

    private Task<Answer> SetNames(ReceiptKey receipt, Person person, bool on, Instant now, CancellationToken cancel) => store.Write(
        work =>
        {
            if (work.FindReceipt(receipt) is { } earlier)
                return earlier;
            work.SetUnnamed(person.Id, !on);
            var answer = Desk.Answer.Says(DigestReplyWords.NamesAre(on));
            work.Keep(receipt, answer, now);
            return answer;
        },
        cancel);
}
