using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Silo.Api.Coupons;

/// <summary>
/// What every line at the counter has; and the orders that come of it, keyed singly or with a paper day: the same line has
/// the same digest either way.
/// </summary>
/// <param name="Id">Chosen by the caller.</param>
/// <param name="Book">The coupon book.</param>
/// <param name="Account">The member's.</param>
/// <param name="Till">The open till; null: the stock.</param>
/// <param name="Evidence">That the member was there.</param>
/// <param name="Details">Who and when.</param>
internal sealed record CounterLine(
    OperationId Id, LedgerAddress Book, AccountId Account, Guid? Till, Evidence Evidence, OrderDetails Details)
{
    private OperationId? OpenTill => Till is { } id ? new OperationId(id) : null;

    /// <summary>A withdrawal.</summary>
    public WithdrawCouponsOrder Withdraw(Amount amount, ImmutableArray<NoteRange> notes) => new()
    {
        Id = Id,
        Ledger = Book.Id,
        Account = Account,
        Till = OpenTill,
        Evidence = Evidence,
        Details = Details,
        Amount = amount,
        Notes = notes,
    };

    /// <summary>A deposit.</summary>
    public DepositCouponsOrder Deposit(Amount amount, ImmutableArray<NoteRange> notes) => new()
    {
        Id = Id,
        Ledger = Book.Id,
        Account = Account,
        Till = OpenTill,
        Evidence = Evidence,
        Details = Details,
        Amount = amount,
        Notes = notes,
    };

    /// <summary>An exchange of expired notes.</summary>
    public ExchangeNotesOrder Exchange(ImmutableArray<NoteRange> expired, ImmutableArray<NoteRange> replacements) => new()
    {
        Id = Id,
        Ledger = Book.Id,
        Account = Account,
        Till = OpenTill,
        Evidence = Evidence,
        Details = Details,
        Expired = expired,
        Replacements = replacements,
    };
}
