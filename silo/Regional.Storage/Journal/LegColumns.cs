using Regional.Domain.Ledger;

namespace Regional.Storage.Journal;

/// <summary>The legs of a batch as columns. What few legs have stays null until one has it: a null array costs nothing.</summary>
internal sealed class LegColumns(int count)
{
    public int Count => count;

    public Guid[] Operations { get; } = new Guid[count];

    public short[] Legs { get; } = new short[count];

    public int[] Ledgers { get; } = new int[count];

    public int[] Debits { get; } = new int[count];

    public int[] Credits { get; } = new int[count];

    public long[] Amounts { get; } = new long[count];

    public short[] Actions { get; } = new short[count];

    public short[] Kinds { get; } = new short[count];

    public string[] Purposes { get; } = new string[count];

    public DateOnly[] Dates { get; } = new DateOnly[count];

    public int[] DebitEntries { get; } = new int[count];

    public int[] CreditEntries { get; } = new int[count];

    public long[] DebitBalances { get; } = new long[count];

    public long[] CreditBalances { get; } = new long[count];

    public string[] EnteredBy { get; } = new string[count];

    public Seldom<Guid?> Trades { get; } = new(count);

    public Seldom<Guid?> Resolves { get; } = new(count);

    public Seldom<short?> ResolvesLegs { get; } = new(count);

    public Seldom<long?> Expiries { get; } = new(count);

    public Seldom<long?> CounterAmounts { get; } = new(count);

    public Seldom<string?> CounterCurrencies { get; } = new(count);

    public Seldom<long?> Rates { get; } = new(count);

    public Seldom<string?> ForcedReasons { get; } = new(count);

    public Seldom<string?> References { get; } = new(count);

    public Seldom<string?> ExternalReferences { get; } = new(count);

    public Seldom<DateOnly?> DocumentDates { get; } = new(count);

    public Seldom<string?> DocumentNumbers { get; } = new(count);

    public Seldom<string?> ApprovedBy { get; } = new(count);

    public Seldom<Guid?> Corrects { get; } = new(count);

    /// <summary>Writes one leg; accounts and ledgers are known by their places.</summary>
    public void Write(int at, Posting posting, short leg, LedgerTotals ledger, AccountTotals debit, AccountTotals credit)
    {
        var said = posting.Legs[leg];
        var moved = BatchColumns.Moves(said) ? said.Amount.Minor : 0;
        Operations[at] = posting.Id.Value;
        Legs[at] = leg;
        Ledgers[at] = ledger.Place + 1;
        Debits[at] = debit.Place + 1;
        Credits[at] = credit.Place + 1;
        Amounts[at] = said.Amount.Minor;
        Actions[at] = (short)said.Action;
        Kinds[at] = (short)said.Kind;
        Purposes[at] = said.Purpose;
        Dates[at] = posting.BusinessDate;
        (DebitEntries[at], DebitBalances[at]) = debit.Next(-moved);
        (CreditEntries[at], CreditBalances[at]) = credit.Next(moved);
        EnteredBy[at] = posting.EnteredBy;
        WriteSeldom(at, posting, said);
    }

    private void WriteSeldom(int at, Posting posting, Leg said)
    {
        Trades.Set(at, posting.Trade?.Value);
        Resolves.Set(at, said.Resolves?.Posting.Value);
        ResolvesLegs.Set(at, said.Resolves?.Leg);
        Expiries.Set(at, said.Action == TransferAction.Pend ? said.Expiry?.Ticks / TimeSpan.TicksPerMicrosecond : null);
        CounterAmounts.Set(at, said.Counter?.Minor);
        CounterCurrencies.Set(at, said.Counter?.Currency.Code);
        Rates.Set(at, said.RateId == 0 ? null : said.RateId);
        ForcedReasons.Set(at, said.ForcedReason);
        References.Set(at, posting.Reference);
        ExternalReferences.Set(at, posting.ExternalReference);
        DocumentDates.Set(at, posting.DocumentDate);
        DocumentNumbers.Set(at, posting.DocumentNumber);
        ApprovedBy.Set(at, posting.ApprovedBy);
        Corrects.Set(at, posting.Corrects?.Value);
    }
}

/// <summary>A column that is made when the first value comes.</summary>
internal sealed class Seldom<T>(int count)
{
    /// <summary>Null: no row has a value.</summary>
    public T[]? Values { get; private set; }

    public void Set(int at, T value)
    {
        if (value is not null)
        {
            (Values ??= new T[count])[at] = value;
        }
    }
}
