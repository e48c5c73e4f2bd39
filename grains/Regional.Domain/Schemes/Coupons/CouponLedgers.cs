using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// One line of the transaction ledger (002, II.B.2): No., Date, Name, Account #, Community Coupon In (deposit) and Out
/// (credit), Admin. fee, Community Fund In and Out, Signature; and payments from account to account, in columns of their
/// own. Minor units of the book; a correction's figures are negative.
/// </summary>
public sealed record TransactionLine
{
    /// <summary>1, 2, 3 … within the period, in the order of the journal.</summary>
    public required long Number { get; init; }

    /// <summary>What made it.</summary>
    public required OperationId Operation { get; init; }

    /// <summary>Business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Name on the account.</summary>
    public required string Name { get; init; }

    /// <summary>Code of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Notes brought in.</summary>
    public long In { get; init; }

    /// <summary>Notes handed out.</summary>
    public long Out { get; init; }

    /// <summary>Fee for #1.</summary>
    public long Administration { get; init; }

    /// <summary>Fee for #2.</summary>
    public long FundIn { get; init; }

    /// <summary>Paid out of #2, in notes or from account to account.</summary>
    public long FundOut { get; init; }

    /// <summary>Received from an account.</summary>
    public long PaymentIn { get; init; }

    /// <summary>Paid to an account.</summary>
    public long PaymentOut { get; init; }

    /// <summary>The evidence; on paper the member's signature stands here.</summary>
    public Evidence Signature { get; init; }

    /// <summary>Who entered it.</summary>
    public string EnteredBy { get; init; } = "";
}

/// <summary>
/// One line of an individual ledger (002, II.B.1b): No., Date, In, Out, Fees: Admin., Community Fund, Balance; payments in
/// columns of their own.
/// </summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Date">Business date.</param>
/// <param name="In">Notes brought in.</param>
/// <param name="Out">Notes handed out.</param>
/// <param name="Administration">Fee for #1.</param>
/// <param name="CommunityFund">Fee for #2.</param>
/// <param name="PaymentIn">Received from an account.</param>
/// <param name="PaymentOut">Paid to an account.</param>
/// <param name="Balance">After the line, signed.</param>
public sealed record IndividualLine(
    long Number, DateOnly Date, long In, long Out, long Administration, long CommunityFund, long PaymentIn,
    long PaymentOut, long Balance);

/// <summary>One line of the ledgers of #1 and #2 (002, II.B.1a): No., Date, In, Out, Balance; #1 and #2 initialled.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Date">Business date.</param>
/// <param name="In">Received.</param>
/// <param name="Out">Paid.</param>
/// <param name="Balance">After the line.</param>
/// <param name="Initials">Administrator who initialled it; null: nobody yet.</param>
public sealed record SystemLine(long Number, DateOnly Date, long In, long Out, long Balance, string? Initials);

/// <summary>
/// The System Journal (002, II.B.4). Out counts every note handed out, also to #1 and #2; cash in circulation is Out − In
/// of the period, and cumulated it is the balance of the circulation account; the system balance is the sum of the whole
/// book, which is zero.
/// </summary>
/// <param name="Out">Notes handed out in the period.</param>
/// <param name="In">Notes brought in in the period.</param>
/// <param name="OpeningCirculation">Notes outside when it began.</param>
/// <param name="SystemBalance">Sum of all accounts of the book when it ended.</param>
public sealed record SystemJournal(long Out, long In, long OpeningCirculation, long SystemBalance)
{
    /// <summary>Out − In of the period.</summary>
    public long CashInCirculation => Out - In;

    /// <summary>Notes outside when it ended: must be the circulation account's balance.</summary>
    public long Cumulative => OpeningCirculation + CashInCirculation;

    /// <summary>Totals the lines of a period.</summary>
    public static SystemJournal Of(IEnumerable<TransactionLine> lines, long openingCirculation, long systemBalance)
    {
        var (given, taken) = (0L, 0L);
        foreach (var line in lines)
        {
            (given, taken) = (given + line.Out, taken + line.In);
        }

        return new SystemJournal(given, taken, openingCirculation, systemBalance);
    }
}

/// <summary>The System Summary for the public board (002, II.B.5).</summary>
/// <param name="Administrator">Name.</param>
/// <param name="Tellers">Names.</param>
/// <param name="Trustee">Name.</param>
/// <param name="Journal">Out and In of the period.</param>
/// <param name="Accounts">Members' accounts open when the period ended.</param>
/// <param name="CommunityFund">Balance of #2.</param>
/// <param name="CouponsInCirculation">Balance of the circulation account.</param>
public sealed record SystemSummary(
    string Administrator, ImmutableArray<string> Tellers, string Trustee, SystemJournal Journal, long Accounts,
    long CommunityFund, long CouponsInCirculation)
{
    /// <summary>In ÷ Out in per cent with two decimals, half up; null: nothing was handed out.</summary>
    public string? Ratio => Journal.Out <= 0
        ? null
        : Money.MoneyText.Format(
            (long)((((Int128)Journal.In * 20_000) + Journal.Out) / (2 * (Int128)Journal.Out)), scale: 2);
}
