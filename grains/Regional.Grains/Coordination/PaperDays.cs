using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes.Coupons;
using Regional.Contracts.Schemes.Coupons.PaperDays;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.PaperDays;

namespace Regional.Grains.Coordination;

/// <inheritdoc cref="IPaperDays" />
internal sealed class PaperDays(ILedgerDirectory directory, IPaperDayReader reader, TimeProvider time) : IPaperDays
{
    public async Task<Ruling<DayVerdicts>> RehearseAsync(PaperDay day, CancellationToken cancellationToken)
    {
        var ledger = await directory.FindLedgerAsync(day.Ledger, cancellationToken);
        if (ledger?.Scheme != CouponScheme.SchemeName)
        {
            return Refusal.For(
                RefusalReason.NotFound, new("what", "coupon book"), new("value", ledger?.Code ?? $"{day.Ledger}"));
        }

        var key = new DayKey(day.Ledger, day.Till, day.Date);
        var (books, known) = await reader.ReadAsync(Question(day, key, ledger), cancellationToken);
        var run = new Run(key, ledger, books, known, time.GetUtcNow());
        return new DayVerdicts([.. day.Lines.Select(run.Judge)]);
    }

    private static DayQuestion Question(PaperDay day, DayKey key, LedgerTerms ledger) => new(
        ledger,
        day.Till,
        [.. day.Lines.SelectMany(Accounts).Distinct()],
        [.. day.Lines.SelectMany(Notes)],
        [.. day.Lines.SelectMany(
            static _ => Enumerable.Range(0, DayKey.AttemptCountMax), (line, attempt) => key.LineId(line.No, attempt))]);

    private static IEnumerable<AccountId> Accounts(DayOrder line) => line switch
    {
        CounterDayOrder counter => counter.Order.Accounts,
        PaymentDayOrder payment => payment.Order.Legs.SelectMany(static leg => new[] { leg.Debit, leg.Credit }),
        _ => throw Unknown(line),
    };

    // Of what is malformed nothing is read: the line is refused for its form.
    private static IEnumerable<NoteRange> Notes(DayOrder line)
    {
        ImmutableArray<NoteRange> given = line switch
        {
            CounterDayOrder { Order: WithdrawCouponsOrder withdraw } => withdraw.Notes,
            CounterDayOrder { Order: DepositCouponsOrder deposit } => deposit.Notes,
            CounterDayOrder { Order: ExchangeNotesOrder exchange } => [.. exchange.Expired, .. exchange.Replacements],
            _ => [],
        };
        return NoteCheck.CheckForm(given) is null ? given : [];
    }

    private static InvariantViolation Unknown(DayOrder line) => new($"A paper day has no line {line.GetType().Name}.");

    private sealed class Run(
        DayKey key, LedgerTerms ledger, DayBooks books, ImmutableDictionary<OperationId, KnownLine> known,
        DateTimeOffset now)
    {
        private DayRehearsal? _rehearsal;

        public DayVerdict Judge(DayOrder line)
        {
            var (details, fingerprint) = line switch
            {
                CounterDayOrder counter => (counter.Order.Details, OrderFingerprints.Of(counter.Order)),
                PaymentDayOrder payment => (payment.Order.Details, OrderFingerprints.Of(payment.Order)),
                _ => throw Unknown(line),
            };
            var (id, standing) = Stand(line.No, fingerprint);
            return standing ?? Rehearse(line, id, details, fingerprint);
        }

        // A new attempt begins only when what stands under the one before is refused for ever, or corrected and mended.
        private (OperationId Id, DayVerdict? Verdict) Stand(long no, Fingerprint fingerprint)
        {
            var attempt = 0;
            while (attempt < DayKey.AttemptCountMax && known.ContainsKey(key.LineId(no, attempt)))
            {
                attempt++;
            }

            if (attempt == 0)
            {
                return (key.LineId(no, attempt), null);
            }

            var id = key.LineId(no, attempt - 1);
            var stands = known[id];
            var isSame = fingerprint.Equals(stands.Fingerprint);
            if (stands.Refusal is null && isSame)
            {
                return (id, stands.IsCorrected ? new DayLineCorrected(no, id) : new DayLinePosted(no, id));
            }

            if (stands is { Refusal: null, IsCorrected: false })
            {
                return (id, Reused(no, id, fingerprint.NameDifference(stands.Fingerprint)));
            }

            return attempt < DayKey.AttemptCountMax
                ? (key.LineId(no, attempt), null)
                : (id, stands.Refusal is { } last ? new DayLineRefused(no, id, last) : Reused(no, id, "attempts"));
        }

        private static DayLineRefused Reused(long no, OperationId id, string field) =>
            new(no, id, Refusal.For(RefusalReason.IdReused, new RefusalFact("field", field)));

        private DayVerdict Rehearse(DayOrder line, OperationId id, OrderDetails given, Fingerprint fingerprint)
        {
            if (!BookingDates.Of(given, [ledger], now).TryGet(out var details, out var late))
            {
                return new DayLineRefused(line.No, id, late);
            }

            var (kind, command) = line switch
            {
                CounterDayOrder counter => (counter.Order.Kind, (SchemeCommand)counter.Order.ToCommand()),
                PaymentDayOrder { Order.Legs: [var leg] } => (
                    OperationKind.Posting, new SchemeCommand.PayInside(leg.Debit, leg.Credit, leg.Amount, leg.Purpose)),
                _ => throw Unknown(line),
            };
            // All lines have the day's date, and so all are booked on one.
            _rehearsal ??= new DayRehearsal(ContextOn(details.BusinessDate), books);
            var header = Postings.Of(id, kind, fingerprint, details, legs: []);
            return _rehearsal.Enter(command, header, now).TryGet(out var entered, out var refusal)
                ? new DayLineReady(line.No, id, entered.FeeMinor, entered.BalanceMinor)
                : new DayLineRefused(line.No, id, refusal);
        }

        private SchemeContext ContextOn(DateOnly date) => new()
        {
            Ledger = ledger.Id,
            Currency = ledger.Currency,
            BusinessDate = date,
            Parameters = SchemeParameters.InForce(ledger.Terms, date),
            Accounts = FrozenDictionary<AccountId, SchemeAccount>.Empty,
            IsCreditOff = ledger.IsCreditOff,
            SystemAccounts = ledger.SystemAccounts,
        };
    }
}
