using System.Collections.Immutable;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports.Coupons;

/// <summary>002's ledgers and summaries as tables, in its columns and its order.</summary>
internal sealed class CouponTables(CouponTexts texts, Currency currency)
{
    /// <summary>The transaction ledger (II.B.2), with columns of their own for payments.</summary>
    public CouponTable Transactions(CouponPeriodDetail period) => new(
        texts["transactions"],
        Head(period.First, period.Last),
        [
            texts["no"], texts["date"], texts["name"], texts["account"], texts["inDeposit"], texts["outCredit"],
            texts["adminFee", period.Terms.Administration], texts["fundIn", period.Terms.CommunityFund], texts["fundOut"],
            texts["paymentIn"], texts["paymentOut"], texts["signature"],
        ],
        [true, false, false, false, true, true, true, true, true, true, true, false],
        [
            .. period.Lines.Select(line => ImmutableArray.Create(
                $"{line.Number}", $"{line.Date:yyyy-MM-dd}", line.Name, line.Account, Cell(line.In), Cell(line.Out),
                Cell(line.Administration), Cell(line.FundIn), Cell(line.FundOut), Cell(line.PaymentIn),
                Cell(line.PaymentOut), Signature(line.Signature))),
        ],
        [
            "", "", texts["total"], "", Money(period.Lines.Sum(static line => line.In)),
            Money(period.Lines.Sum(static line => line.Out)), Money(period.Lines.Sum(static line => line.Administration)),
            Money(period.Lines.Sum(static line => line.FundIn)), Money(period.Lines.Sum(static line => line.FundOut)),
            Money(period.Lines.Sum(static line => line.PaymentIn)), Money(period.Lines.Sum(static line => line.PaymentOut)), "",
        ],
        [texts["administrator"], texts["trustee"]]);

    /// <summary>A member's ledger (II.B.1b).</summary>
    public CouponTable Individual(
        string name, string account, IndividualLedgerDetail ledger, DateOnly first, DateOnly last, Amount? limit,
        long repaymentDue) => new(
        texts["individual"],
        [
            .. Head(first, last), $"{texts["name"]}: {name}", $"{texts["account"]}: {account}",
            .. limit is { } known ? [$"{texts["creditLimit"]}: {known.ToDecimalString()}"] : ImmutableArray<string>.Empty,
            $"{texts["opening"]}: {Money(ledger.Opening)}",
            .. repaymentDue > 0 ? [$"{texts["repaymentDue"]}: {Money(repaymentDue)}"] : ImmutableArray<string>.Empty,
        ],
        [
            texts["no"], texts["date"], texts["in"], texts["out"], texts["feeAdmin"], texts["feeFund"], texts["paymentIn"],
            texts["paymentOut"], texts["balance"],
        ],
        [true, false, true, true, true, true, true, true, true],
        [
            .. ledger.Lines.Select(line => ImmutableArray.Create(
                $"{line.Number}", $"{line.Date:yyyy-MM-dd}", Cell(line.In), Cell(line.Out), Cell(line.Administration),
                Cell(line.CommunityFund), Cell(line.PaymentIn), Cell(line.PaymentOut), Money(line.Balance))),
        ],
        [],
        []);

    /// <summary>The ledger of #1 or #2 (II.B.1a); the administrator initials every line.</summary>
    public CouponTable Fund(string title, IndividualLedgerDetail ledger, DateOnly first, DateOnly last) => new(
        texts[title],
        [.. Head(first, last), $"{texts["opening"]}: {Money(ledger.Opening)}"],
        [texts["no"], texts["date"], texts["in"], texts["out"], texts["balance"], texts["initials"]],
        [true, false, true, true, true, false],
        [
            .. ledger.Lines.Select(line => ImmutableArray.Create(
                $"{line.Number}", $"{line.Date:yyyy-MM-dd}", Cell(line.In), Cell(line.Out), Money(line.Balance), "")),
        ],
        [
            "", texts["total"], Money(ledger.Lines.Sum(static line => line.In)),
            Money(ledger.Lines.Sum(static line => line.Out)), "", "",
        ],
        [texts["administrator"]]);

    /// <summary>The System Journal (II.B.4).</summary>
    public CouponTable Journal(CouponPeriodDetail period) => Pairs(
        "journal",
        period,
        [texts["administrator"], texts["trustee"]],
        (texts["out"], Money(period.Journal.Out)),
        (texts["in"], Money(period.Journal.In)),
        (texts["cashInCirculation"], Money(period.Journal.CashInCirculation)),
        (texts["cumulative"], Money(period.Journal.Cumulative)),
        (texts["circulationAccount"], Money(period.Circulation)),
        (texts["systemBalance"], Money(period.Journal.SystemBalance)));

    /// <summary>The System Summary for the public board (II.B.5).</summary>
    public CouponTable Summary(CouponPeriodDetail period)
    {
        string Names(short role) => string.Join(
            ", ", period.Officers.Where(officer => officer.Role == role).Select(static officer => NameOf(officer.Actor)));
        var summary = new SystemSummary(
            Names(3), [Names(2)], Names(4), period.Journal, period.Accounts, period.CommunityFund, period.Circulation);
        return Pairs(
            "summary",
            period,
            [texts["trustee"]],
            (texts["administrator"], summary.Administrator),
            (texts["tellers"], string.Join(", ", summary.Tellers)),
            (texts["trustee"], summary.Trustee),
            (texts["out"], Money(summary.Journal.Out)),
            (texts["in"], Money(summary.Journal.In)),
            (texts["ratio"], summary.Ratio ?? "-"),
            (texts["accounts"], $"{summary.Accounts}"),
            (texts["communityFund"], Money(summary.CommunityFund)),
            (texts["couponsInCirculation"], Money(summary.CouponsInCirculation)));
    }

    /// <summary>The specific summary (II.B.5): each member's name and balance, for members only.</summary>
    public CouponTable Balances(ImmutableArray<MemberBalance> balances, DateOnly first, DateOnly last) => new(
        texts["balances"],
        Head(first, last),
        [texts["account"], texts["name"], texts["balance"]],
        [false, false, true],
        [.. balances.Select(one => ImmutableArray.Create(one.Account, one.Name, Money(one.Balance)))],
        ["", texts["total"], Money(balances.Sum(static one => one.Balance))],
        []);

    /// <summary>What members were to repay in the periods that ended, and did (IV.B); what is missing is named.</summary>
    public CouponTable Repayments(ImmutableArray<RepaymentDetail> lines, DateOnly first, DateOnly last) => new(
        texts["repayments"],
        Head(first, last),
        [
            texts["periodEnd"], texts["account"], texts["name"], texts["debt"], texts["due"], texts["repaid"],
            texts["short"],
        ],
        [false, false, false, true, true, true, true],
        [
            .. lines.Select(one => ImmutableArray.Create(
                $"{one.PeriodEnd:yyyy-MM-dd}", one.Account, one.Name, Money(one.Line.DebtMinor), Money(one.Line.DueMinor),
                Money(one.Line.PaidMinor), Cell(one.Line.ShortMinor))),
        ],
        [
            "", texts["total"], "", Money(lines.Sum(static one => one.Line.DebtMinor)),
            Money(lines.Sum(static one => one.Line.DueMinor)), Money(lines.Sum(static one => one.Line.PaidMinor)),
            Money(lines.Sum(static one => one.Line.ShortMinor)),
        ],
        [texts["administrator"]]);

    private CouponTable Pairs(
        string title, CouponPeriodDetail period, ImmutableArray<string> signatures,
        params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>(pairs.Length);
        foreach (var (name, value) in pairs)
        {
            rows.Add([name, value]);
        }

        return new CouponTable(
            texts[title], Head(period.First, period.Last), [texts["item"], texts["value"]], [false, true],
            rows.MoveToImmutable(), [], signatures);
    }

    private ImmutableArray<string> Head(DateOnly first, DateOnly last) =>
        [texts["period", $"{first:yyyy-MM-dd}", $"{last:yyyy-MM-dd}"], texts["amountsIn", currency.Code]];

    private string Signature(Evidence evidence) => evidence.Kind switch
    {
        EvidenceKind.None => texts["none"],
        EvidenceKind.SignedLine => texts["signedLine", evidence.PaperLine],
        EvidenceKind.Pin or EvidenceKind.Own => texts[Words.Of(evidence.Kind)],
    };

    private string Money(long minor) => MoneyText.Format(minor, currency.Scale);

    // An empty cell is how the paper says nothing.
    private string Cell(long minor) => minor == 0 ? "" : Money(minor);

    // "teller:mendasar/ani" is Ani at the counter.
    private static string NameOf(string actor) => actor[(actor.LastIndexOfAny([':', '/']) + 1)..];
}
