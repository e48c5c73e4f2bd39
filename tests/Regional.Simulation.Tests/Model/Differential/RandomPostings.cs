using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>Batches at random: mostly sense, some nonsense, replays as they were and altered.</summary>
internal sealed class RandomPostings(Known known)
{
    private const int MemberCountMax = 6;
    private const int AmountMax = 60;

    /// <summary>The date in the books of the next one.</summary>
    public Func<DateOnly> Date { get; init; } = static () => new DateOnly(2026, 3, 2);

    public JournalBatch Next()
    {
        var members = new List<Posting>();
        for (var count = 1 + known.Next(MemberCountMax); count > 0; count--)
        {
            var posting = One(members);
            if (members.TrueForAll(other => other.Id != posting.Id))
            {
                members.Add(posting);
            }
        }

        var certain = members.ToLookup(_ => known.Chance(600));
        return new JournalBatch([.. certain[true]], [.. certain[false]]);
    }

    private Posting One(List<Posting> batch) => known.Next(20) switch
    {
        0 when known.Postings.Count > 0 => Again(known.Postings[known.Next(known.Postings.Count)]),
        1 when batch.Count > 0 => Correcting(batch[known.Next(batch.Count)].Id),
        2 => Correcting(known.Postings.Count == 0 ? known.NewId() : known.Postings[known.Next(known.Postings.Count)].Id),
        3 or 4 or 5 or 6 when known.Pendings.Count > 0 => Ending(known.Pendings[known.Next(known.Pendings.Count)]),
        7 when batch.Count > 0 && batch[^1].Legs.Any(static leg => leg.Action == TransferAction.Pend) => Ending(batch[^1]),
        8 => Planned(),
        9 => Effecting(),
        10 => Trade(),
        _ => Plain(),
    };

    private Posting Again(Posting posted) => known.Chance(500)
        ? posted
        : Of(posted.Legs.SetItem(0, posted.Legs[0] with { Amount = Amount(posted.Legs[0].Amount.Currency) }), posted.Id);

    private Posting Plain()
    {
        var ledger = known.Any(known.Ledgers, (Id: new LedgerId(999), Unit: new Currency("ODD", 2), IsOfRegion: false));
        var legs = Enumerable.Range(0, 1 + (known.Chance(200) ? known.Next(3) : 0)).Select(_ => Leg(ledger.Id, ledger.Unit));
        return Decorated(Of([.. legs]));
    }

    private Posting Decorated(Posting posting)
    {
        if (known.Chance(150))
        {
            posting = posting with { DecidedUnder = [new TermsVersion(posting.Legs[0].Ledger, 1 + known.Next(4))] };
        }

        if (known.Chance(50))
        {
            posting = posting with { DecidedOn = [new AccountVersion(posting.Legs[0].Debit, 1 + known.Next(30))] };
        }

        if (known.Chance(150))
        {
            var leg = posting.Legs[0];
            posting = posting with
            {
                DocumentNumber = $"{known.Next(6)}",
                Facts = [new DocumentClaim(leg.Ledger, leg.Credit, $"{known.Next(6)}")],
            };
        }

        return known.Chance(150) ? posting with { QueuesAtCap = true } : posting;
    }

    private Posting Trade()
    {
        var (from, to, region) = (
            known.Any(known.Ledgers, default), known.Any(known.Ledgers, default), known.Any(known.Ledgers, default));
        return Of([Leg(from.Id, from.Unit), Leg(region.Id, region.Unit), Leg(to.Id, to.Unit)]) with
        {
            Kind = OperationKind.Trade,
            QueuesAtCap = known.Chance(300),
        };
    }

    private Posting Correcting(OperationId corrected)
    {
        var posting = Plain();
        return posting with { Kind = OperationKind.Correction, Corrects = corrected };
    }

    private Posting Ending(Posting pending)
    {
        var places = pending.Legs.Select(static (leg, place) => (Leg: leg, Place: (short)place))
            .Where(static one => one.Leg.Action == TransferAction.Pend).ToArray();
        var (leg, place) = places[known.Next(places.Length)];
        var action = (TransferAction)(3 + known.Next(3));
        var amount = known.Chance(700)
            ? leg.Amount
            : new Amount(1 + known.Next((int)Math.Min(leg.Amount.Minor, AmountMax) + 3), leg.Amount.Currency);
        return Of(
            [
                leg with
                {
                    Action = action,
                    Amount = amount,
                    Expiry = null,
                    Resolves = new TransferId(pending.Id, place),
                    Debit = known.Chance(30) ? known.AnyAccount() : leg.Debit,
                },
            ]) with
        {
            Kind = OperationKind.Resolution,
        };
    }

    private Posting Planned()
    {
        var posting = Plain();
        return posting with
        {
            Legs = known.Chance(700) ? [] : posting.Legs,
            Facts = [],
            PlannedRefusal = known.Chance(800)
                ? Refusal.For(RefusalReason.NoPath, new("from", "a"), new("to", "b"))
                : Refusal.For(RefusalReason.Busy, RefusalFact.Account(posting.Legs[0].Debit)),
        };
    }

    private Posting Effecting()
    {
        Effect effect = known.Next(4) switch
        {
            0 => new RequestApproved(known.AnyId(known.Requests)),
            1 => new QueuedTradeReleased(known.AnyId(known.Trades)),
            2 => new InstructionPlaced(known.AnyId(known.Instructions)),
            _ => new InstructionConfirmed(known.AnyId(known.Instructions)),
        };
        return Plain() with { Effects = [effect] };
    }

    private Leg Leg(LedgerId ledger, Currency unit)
    {
        var pends = known.Chance(300);
        var (debit, credit) = (known.AccountOf(ledger), known.AccountOf(ledger));
        return new Leg
        {
            Ledger = ledger,
            Debit = debit,
            Credit = credit == debit ? known.AccountOf(ledger) : credit,
            Amount = Amount(known.Chance(15) ? new Currency("USD", 2) : unit),
            Action = pends ? TransferAction.Pend : TransferAction.Post,
            Expiry = pends && known.Chance(600) ? TimeSpan.FromHours(1 + known.Next(3)) : null,
            ForcedReason = known.Chance(80) ? "levy" : null,
            Purpose = known.Chance(100) ? "exchange-difference" : "goods",
        };
    }

    private Amount Amount(Currency unit) => new(
        known.Chance(20) ? 0 : known.Chance(5) ? long.MaxValue - known.Next(3) : 1 + known.Next(AmountMax), unit);

    private Posting Of(ImmutableArray<Leg> legs, OperationId? id = null)
    {
        var fields = new Fingerprint.Builder(OperationKind.Posting);
        foreach (var leg in legs)
        {
            fields.Add("ledger", leg.Ledger.Value).Add("payer", leg.Debit.Value).Add("payee", leg.Credit.Value)
                .Add("amount", leg.Amount.Minor).Add("action", (int)leg.Action);
        }

        return new Posting
        {
            Id = id ?? known.NewId(),
            Kind = OperationKind.Posting,
            Fingerprint = fields.Build(),
            EnteredBy = "test:differential",
            BusinessDate = Date(),
            Legs = legs,
        };
    }
}
