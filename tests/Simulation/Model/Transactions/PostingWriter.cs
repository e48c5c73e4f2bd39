using System.Collections.Immutable;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>Writes what the rules accepted: entries with numbers and balances, pendings, facts, trades, effects.</summary>
internal sealed class PostingWriter(
    ModelTables tables, long commit, DateTimeOffset at, IReadOnlyDictionary<RegionId, WindowId> windows)
{
    private readonly SortedDictionary<AccountId, AccountState> _changed = [];
    private readonly List<AccountId> _reopened = [];
    private readonly CouponFacts _coupons = new(tables, at);

    /// <summary>The trade whose row a posting makes; a trade that leaves the queue has its row already.</summary>
    public static OperationId? NewTrade(Posting posting) =>
        posting.Kind == OperationKind.Trade && !posting.Effects.Any(static effect => effect is QueuedTradeReleased)
            ? posting.Trade ?? posting.Id
            : null;

    public void Apply(List<Posting> accepted, Dictionary<OperationId, PostingOutcome> outcomes)
    {
        if (accepted.Select(NewTrade).OfType<OperationId>().FirstOrDefault(tables.Trades.ContainsKey) is { IsEmpty: false } twice)
        {
            // PostgreSQL's unique key undoes the transaction, however often it is tried.
            throw new OutcomeUnknown($"There is a trade {twice} already.");
        }

        foreach (var posting in accepted)
        {
            foreach (var effect in posting.Effects)
            {
                Write(effect, posting);
            }
        }

        foreach (var posting in accepted)
        {
            outcomes[posting.Id] = new PostingOutcome.Posted(Write(posting), IsReplay: false);
        }
    }

    /// <summary>
    /// The accounts as the caller is told of them: a floor that was marked is news of the next read. They must be what the
    /// rules reckoned.
    /// </summary>
    public ImmutableArray<AccountState> Finish(LedgerBook book)
    {
        foreach (var (id, account) in _changed)
        {
            var row = tables.Account(id)!;
            row.State = account with { Version = row.State.Version + 1, Status = row.State.Status };
            var reckoned = book.Accounts[id].Now;
            var floor = _coupons.FloorOf(id) ?? row.State.Floor;
            if (row.State with { Version = reckoned.Version, Status = reckoned.Status, Floor = floor } != reckoned)
            {
                throw new InvariantViolation($"Written {row.State}, but the rules reckoned {reckoned}.");
            }
        }

        ImmutableArray<AccountState> told =
        [
            .. _changed.Keys.Select(id => tables.Account(id)!.State),
            .. _reopened.Where(id => !_changed.ContainsKey(id)).Distinct().Order().Select(id => tables.Account(id)!.State),
        ];
        _coupons.Mark();
        return told;
    }

    private Receipt Write(Posting posting)
    {
        var transfers = ImmutableArray.CreateBuilder<TransferRow>(posting.Legs.Length);
        WindowId? window = null;
        for (short place = 0; place < posting.Legs.Length; place++)
        {
            var transfer = Write(posting, posting.Legs[place], new TransferId(posting.Id, place));
            window ??= transfer.Window;
            transfers.Add(transfer);
            tables.Transfers.Add(transfer);
        }

        var row = new OperationRow(posting.Id, posting.Kind, posting.Fingerprint, at)
        {
            Commit = commit,
            Transfers = transfers.MoveToImmutable(),
        };
        tables.Operations.Add(posting.Id, row);
        WriteFacts(posting);
        WriteTrade(posting);
        return new Receipt(
            posting.Id, commit, at, window, [.. row.Transfers.Select(static transfer => transfer.Entry)]);
    }

    private TransferRow Write(Posting posting, Leg leg, TransferId id)
    {
        var amount = leg.Amount.Minor;
        var (moved, debitHeld, creditHeld) = (0L, 0L, 0L);
        switch (leg.Action)
        {
            case TransferAction.Post:
                moved = amount;
                break;
            case TransferAction.Pend:
                (debitHeld, creditHeld) = (amount, amount);
                Hold(leg, id);
                break;
            case TransferAction.PostPending or TransferAction.VoidPending or TransferAction.ExpirePending:
                var released = Release(leg);
                (moved, debitHeld, creditHeld) = (BatchForm.Moves(leg) ? amount : 0, -released, -released);
                break;
        }

        var debit = Current(leg.Debit);
        debit = debit with
        {
            DebitsPosted = debit.DebitsPosted + moved,
            DebitsPending = debit.DebitsPending + debitHeld,
            Entries = debit.Entries + 1,
        };
        var credit = Current(leg.Credit);
        credit = credit with
        {
            CreditsPosted = credit.CreditsPosted + moved,
            CreditsPending = credit.CreditsPending + creditHeld,
            Entries = credit.Entries + 1,
        };
        (_changed[leg.Debit], _changed[leg.Credit]) = (debit, credit);
        return new TransferRow(
            posting.Id, commit, at, leg, posting.BusinessDate, posting.Trade, WindowOf(leg),
            new EntryReceipt(
                leg.Debit, debit.Entries, debit.Balance, leg.Credit, credit.Entries, credit.Balance));
    }

    private AccountState Current(AccountId id) =>
        _changed.TryGetValue(id, out var changed) ? changed : tables.Account(id)!.State;

    private WindowId? WindowOf(Leg leg) =>
        BatchForm.Moves(leg) && tables.Ledger(leg.Ledger) is { IsOfRegion: true } ledger
            ? windows[ledger.Region]
            : null;

    private void Hold(Leg leg, TransferId id)
    {
        DateTimeOffset? expiresAt = leg.Expiry is { } life
            ? at.AddTicks(life.Ticks - (life.Ticks % TimeSpan.TicksPerMicrosecond))
            : null;
        tables.Pendings.Add(id, new PendingTransfer
        {
            Id = id,
            Ledger = leg.Ledger,
            Debit = leg.Debit,
            Credit = leg.Credit,
            Amount = leg.Amount,
            ExpiresAt = expiresAt,
        });
        if (expiresAt is { } end)
        {
            tables.DuePendings.Add((end, id.Posting, id.Leg));
        }
    }

    // What was held and is free again.
    private long Release(Leg leg)
    {
        var pending = tables.Pendings[leg.Resolves!.Value];
        tables.Pendings[pending.Id] = pending with
        {
            Status = leg.Action switch
            {
                TransferAction.PostPending => PendingStatus.Posted,
                TransferAction.VoidPending => PendingStatus.Voided,
                TransferAction.ExpirePending => PendingStatus.Expired,
                TransferAction.Post or TransferAction.Pend => throw new InvariantViolation("Nothing ends here."),
            },
        };
        if (pending.ExpiresAt is { } end)
        {
            tables.DuePendings.Remove((end, pending.Id.Posting, pending.Id.Leg));
        }

        return pending.Amount.Minor;
    }

    private bool WriteDraw(Fact fact, Posting posting)
    {
        if (fact is not AgreementDraw draw)
        {
            return false;
        }

        tables.Pool.Draws.Add(new DrawRow(posting.Id, draw.Agreement, draw.Account, draw.AmountMinor, draw.BeforeMinor));
        return true;
    }

    private void WriteFacts(Posting posting)
    {
        foreach (var fact in posting.Facts)
        {
            if (!(fact is NoFurtherBelowZero or WithdrawalDecided || (fact is DocumentClaim claim && tables.DocumentClaims.Add(claim))
                || WriteDraw(fact, posting) || LotWriter.TryWrite(fact, posting, tables) || _coupons.Write(fact, posting)))
            {
                throw new InvariantViolation($"The model cannot write the fact {fact}.");
            }
        }

        if (posting.Corrects is { } corrected)
        {
            tables.Corrections.Add(corrected, posting.Id);
        }
    }

    // A trade's payer is the debit of its first leg, its payee the credit of its last.
    private void WriteTrade(Posting posting)
    {
        if (NewTrade(posting) is not { } id)
        {
            return;
        }

        var (first, last) = (posting.Legs[0], posting.Legs[^1]);
        tables.Trades.Add(id, new TradeRow
        {
            Id = id,
            Region = tables.Ledger(last.Ledger)!.Region,
            Payer = first.Debit,
            Payee = last.Credit,
            PayeeAmountMinor = last.Amount.Minor,
            Kind = last.Kind,
            Purpose = last.Purpose,
            BusinessDate = posting.BusinessDate,
            Details = new TradeDetails(
                posting.Reference, posting.ExternalReference, posting.DocumentDate, posting.DocumentNumber),
            Actor = posting.EnteredBy,
            Status = TradeStatus.Posted,
            DecidedBy = posting.Id,
        });
    }

    private void Write(Effect effect, Posting posting)
    {
        switch (effect)
        {
            case RequestApproved approved:
                var request = tables.Requests[approved.Request];
                (request.Status, request.AnsweredBy) = (RequestStatus.Approved, posting.Id);
                break;
            case QueuedTradeReleased released:
                var trade = tables.Trades[released.Trade];
                tables.Queue.Remove((trade.QueuedAt!.Value, trade.Id));
                (trade.Status, trade.DecidedBy) = (TradeStatus.Posted, posting.Id);
                break;
            case InstructionPlaced placed:
                var planned = tables.Instructions[placed.Instruction];
                (planned.Status, planned.PlacedBy) = (InstructionStatus.Pending, posting.Id);
                break;
            case InstructionConfirmed confirmed:
                var instruction = tables.Instructions[confirmed.Instruction];
                (instruction.Status, instruction.ConfirmedBy) = (InstructionStatus.Confirmed, posting.Id);
                tables.Confirmations.Add(posting.Id);
                ClearArrears(instruction, posting);
                break;
            default:
                throw new InvariantViolation($"The model cannot write the effect {effect}.");
        }
    }

    // An account with other arrears stays blocked; one suspended or closed since stays so.
    private void ClearArrears(InstructionRow paid, Posting posting)
    {
        if (!paid.IsInArrears)
        {
            return;
        }

        paid.IsCleared = true;
        var row = tables.Account(paid.Account)!;
        if (row.State.Status == AccountStatus.DebitsBlocked && !tables.HasArrears(paid.Account))
        {
            row.State = row.State with { Status = AccountStatus.Open, Version = row.State.Version + 1 };
            tables.Record(new AccountChangeRow(
                paid.Account, posting.Id, at, posting.EnteredBy, "arrears settled", row.State.Floor, row.State.Ceiling,
                AccountStatus.Open, row.State.Version));
            _reopened.Add(paid.Account);
        }
    }
}
