using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.SavingsPool;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.SavingsPool;

/// <summary>One row: what the member has, what it asks, and what becomes of it: own part, draws, or the refusal.</summary>
internal sealed record WithdrawalCase(
    string Name, long Balance, long Points, long Asked, string Expected, long Pending = 0, int? Named = null,
    bool Lock = true, ImmutableArray<AgreementState> Agreements = default);

public sealed class WithdrawalTests
{
    private static readonly AgreementState First = new(Operation(1), Account(1), ProposalStatus.Agreed, 100, 0);
    private static readonly AgreementState Second = First with { Id = Operation(2), AmountMinor = 500, DrawnMinor = 200 };
    private static readonly AgreementState Open = First with { Id = Operation(3), Status = ProposalStatus.Open };
    private static readonly AgreementState Withdrawn = First with { Id = Operation(4), Status = ProposalStatus.Withdrawn };
    private static readonly AgreementState Others = First with { Id = Operation(5), Account = Account(9) };

    internal static readonly ImmutableArray<WithdrawalCase> Table =
    [
        new("Jennifer, month 2, 300 without an agreement (001)", 200, 2700, 300, "agreementNeeded (account 1, amount 300 IDR, available 200 IDR, needed 100 IDR)"),
        new("Jennifer, month 3, with the agreement (001)", 200, 2700, 300, "own 200, 1 draws 100", Agreements: [First]),
        new("Noel, month 2, all her savings (001)", 2000, -1500, 2000, "savingsLocked (account 1, points -1500 IDR, savings 2000 IDR, amount 2000 IDR)"),
        new("Noel, month 3, all her savings (001)", 3000, 1500, 3000, "own 3000"),
        new("Noel, month 2, one unit", 2000, -1500, 1, "savingsLocked (account 1, points -1500 IDR, savings 2000 IDR, amount 1 IDR)"),
        new("Noel, month 2, where savings do not stay", 2000, -1500, 2000, "own 2000", Lock: false),
        new("savings with points at zero", 200, 0, 200, "own 200"),
        new("exactly the savings", 200, 10, 200, "own 200"),
        new("one unit more than the savings", 200, 10, 201, "agreementNeeded (account 1, amount 201 IDR, available 200 IDR, needed 1 IDR)"),
        new("what is pending is spent", 200, 10, 150, "agreementNeeded (account 1, amount 150 IDR, available 120 IDR, needed 30 IDR)", Pending: 80),
        new("more pending than there is", 50, 10, 10, "agreementNeeded (account 1, amount 10 IDR, available 0 IDR, needed 10 IDR)", Pending: 80),
        new("from zero", 0, 1500, 500, "agreementNeeded (account 1, amount 500 IDR, available 0 IDR, needed 500 IDR)"),
        new("from a loan", -300, -300, 100, "own 0, 1 draws 100", Agreements: [First]),
        new("an agreement does not open locked savings", 50, -1, 150, "savingsLocked (account 1, points -1 IDR, savings 50 IDR, amount 150 IDR)", Agreements: [First]),
        new("several agreements, oldest first", 0, 0, 350, "own 0, 1 draws 100, 2 draws 250", Agreements: [First, Second]),
        new("all that is agreed", 0, 0, 400, "own 0, 1 draws 100, 2 draws 300", Agreements: [First, Second]),
        new("one unit more than is agreed", 0, 0, 401, "agreementNeeded (account 1, amount 401 IDR, available 400 IDR, needed 1 IDR)", Agreements: [First, Second]),
        new("what is only proposed does not count", 0, 0, 100, "agreementNeeded (account 1, amount 100 IDR, available 0 IDR, needed 100 IDR)", Agreements: [Open]),
        new("what is withdrawn does not count", 0, 0, 100, "agreementNeeded (account 1, amount 100 IDR, available 0 IDR, needed 100 IDR)", Agreements: [Withdrawn]),
        new("the agreement that is named", 0, 0, 300, "own 0, 2 draws 300", Named: 2, Agreements: [First, Second]),
        new("more than the one that is named has left", 0, 0, 301, "agreementExceeded (agreement 2, agreed 500 IDR, drawn 200 IDR, asked 301 IDR)", Named: 2, Agreements: [First, Second]),
        new("the one that is named is not agreed", 0, 0, 10, "agreementNotAgreed (agreement 3, state open)", Named: 3, Agreements: [Open]),
        new("the one that is named is somebody else's", 0, 0, 10, "agreementUnknown (agreement 5)", Named: 5, Agreements: [Others]),
        new("the one that is named is not there", 0, 0, 10, "agreementUnknown (agreement 7)", Named: 7),
        new("one is named and savings suffice", 50, 0, 10, "own 10", Named: 2, Agreements: [Second]),
        new("the largest amount", long.MaxValue, 0, long.MaxValue, "own 9223372036854775807"),
    ];

    public static TheoryData<string> Names => [.. Table.Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_withdrawal_is_split_as_its_row_says(string name)
    {
        var row = Table.Single(row => row.Name == name);
        var ruling = Withdrawal.Split(
            State(1, row.Balance) with { DebitsPending = row.Pending },
            row.Points,
            row.Agreements.IsDefault ? [] : row.Agreements,
            new Amount(row.Asked, Rupiah),
            row.Named is { } number ? Operation(number) : null,
            new PoolTerms { LockSavingsWhilePointsNegative = row.Lock });
        Assert.Equal(row.Expected, Word(ruling.TryGet(out var split, out var refusal) ? Word(split) : $"{refusal}"));
    }

    private static string Word(Withdrawal split) => string.Join(
        ", ",
        split.Draws.Select(static draw => $"{draw.Agreement} draws {draw.AmountMinor}").Prepend($"own {split.OwnMinor}"));

    // Ids by their number, so that rows can be read.
    private static string Word(string text)
    {
        for (var number = 1; number <= 9; number++)
        {
            text = text.Replace($"{Operation(number)}", $"{number}", StringComparison.Ordinal);
        }

        return text;
    }
}
