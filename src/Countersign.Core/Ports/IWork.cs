using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>One open transaction. Everything written through it becomes durable together, or not at all.</summary>
public interface IWork
{
    /// <summary>False once the record failed a check: then nothing is granted.</summary>
    bool RecordIsSound { get; }

    /// <summary>The answer that this command got before; null when it is new.</summary>
    Answer? FindReceipt(ReceiptKey key);

    void Keep(ReceiptKey key, Answer answer, Instant now);

    ChangeId NextChangeId();

    ChangeRequest? Load(ChangeId change);

    /// <summary>
    /// Writes the events with their ledger entries and brings every projection (state, seats, votes, settlement) up to
    /// <paramref name="after"/>. A second vote of a seat or person, or a second settlement of a round, breaks a unique key and fails.
    /// </summary>
    void Append(ChangeRequest? before, ChangeRequest after, ImmutableArray<ChangeEvent> events, LedgerContext context);

    /// <summary>Writes a refusal to the ledger; repeats of the same one within an hour are counted and written as one more entry.</summary>
    void Refused(Actor by, ChangeId? change, string command, Refusal refusal, LedgerContext context);

    /// <summary>Writes a ledger entry that belongs to no request.</summary>
    /// <param name="detail">Never a person: a name there could not be erased.</param>
    /// <param name="about">Whom it concerns, when that is not who speaks.</param>
    void Record(string type, string? detail, LedgerContext context, PersonId? about = null);

    /// <summary>Writes the counts of refusals whose hour is over.</summary>
    void CloseRefusalTallies(LedgerContext context);

    PersonState State(PersonId person, Instant now);

    /// <summary>The limit they set in chat. Much cheaper than <see cref="State"/>, for the path that every press takes.</summary>
    int? OwnLimit(PersonId person);

    /// <summary>Whether any open seat asks them; as cheap.</summary>
    bool IsAsked(PersonId person);

    /// <summary>Writes an offer down, and gives it with its number. Somebody has one open offer at most; a second breaks a unique key.</summary>
    Offer Add(Offer offer);

    /// <summary>The newest, open or ended; null when there was none lately.</summary>
    Offer? OfferTo(PersonId person);

    /// <summary>The open ones.</summary>
    ImmutableArray<Offer> OffersOf(ChangeId change);

    void End(Offer offer, OfferEnd how, Instant now);

    void Send(Outgoing outgoing, Instant now);

    /// <summary>Sets a deadline, or moves the open one of the same kind and subject.</summary>
    void Schedule(Deadline deadline);

    /// <summary>When the open one of this kind and subject is due; null when there is none.</summary>
    Instant? DueAt(DeadlineKind kind, DeadlineSubject subject);

    void Complete(DeadlineKind kind, DeadlineSubject subject, Instant now);

    IRotaWork Rota { get; }

    /// <summary>Makes every waiting seat's routing due now: somebody may have become free.</summary>
    void RouteWaitingNow(Instant now);

    /// <summary>Replaces every absence of this person that is not over by <paramref name="absences"/>.</summary>
    void SetAbsences(PersonId person, ImmutableArray<Interval> absences, Instant now);

    /// <summary>The policy file lists these people now: who is new on it is noted with the time, who is gone is forgotten.</summary>
    void Listed(IReadOnlyCollection<PersonId> people, Instant now);

    void SetHours(PersonId person, WorkingHours? hours);

    void SetLimit(PersonId person, int? limit);

    /// <summary>Where they want to be asked and can be; for the path that every notice takes.</summary>
    Contact Contact(PersonId person);

    /// <param name="why">The platform's code; null when messages arrive again.</param>
    void SetUnreachable(PersonId person, Platform platform, string? why, Instant now);

    void SetAskedOn(PersonId person, Platform platform);

    /// <summary>Keeps how to reach somebody or some place; the newest counts.</summary>
    void Remember(ChatAddress address, Instant now);

    /// <summary>Remembers where a copy of a card stands. Known copies are left as they are.</summary>
    void Posted(PostedCard card);

    /// <summary>A copy that the platform no longer lets us change.</summary>
    void Forget(PostedCard card);

    void Delivered(ImmutableArray<long> outboxIds);

    void Tried(long outboxId, string error);

    /// <summary>Gives a message up after its own permanent failures. It stays, visible, until an operator removes it.</summary>
    void Park(long outboxId, string error, Instant now);

    /// <summary>Keeps the exact bytes of an accepted policy file, with a ledger entry of their acceptance.</summary>
    /// <param name="digest">Lower-case hex SHA-256 of <paramref name="bytes"/>.</param>
    /// <param name="held">How much of it waits for two operators; 0 when it holds whole.</param>
    void AcceptPolicy(string digest, string rosterDigest, byte[] bytes, int held, Instant now);

    /// <summary>Writes a ledger entry that whoever speaks confirmed what the policy file accepted last weakens.</summary>
    void ConfirmPolicy(LedgerContext context);

    /// <summary>Who confirmed the policy file accepted last, since it was, in order; each once.</summary>
    ImmutableArray<PersonId> PolicyConfirmers();

    /// <summary>Writes a ledger entry that the policy file accepted last holds whole from now on.</summary>
    void ClearPolicy(string digest, string rosterDigest, Instant now);

    /// <summary>Takes the one place that a team's week has. Its digest is posted by whoever gets it.</summary>
    /// <returns>False when it is taken.</returns>
    bool TryPost(DigestKey digest, Instant now);

    /// <param name="unnamed">They do not want to be named in digests.</param>
    void SetUnnamed(PersonId person, bool unnamed);

    /// <summary>Notes that a message which must not be repeated is about to be sent; null when it is clear how that went.</summary>
    void SetBegun(long outboxId, Instant? now);

    /// <summary>
    /// Removes receipts, finished deadlines and ended offers older than <paramref name="before"/>; at most <paramref name="take"/> of each.
    /// </summary>
    /// <returns>How many went.</returns>
    int Purge(Instant before, int take);
}
