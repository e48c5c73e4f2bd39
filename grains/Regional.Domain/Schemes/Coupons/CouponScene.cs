using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What every coupon plan looks at, and the transfers they share.</summary>
internal sealed record CouponScene(SchemeContext Context, CouponTerms Terms, CouponState State)
{
    private const string NotesPurpose = "currency";

    /// <summary>Purpose of fees and charges: what #1 and #2 receive of it stands in the fee columns of 002's ledgers.</summary>
    public const string FeePurpose = Purposes.Fee;

    public Currency Currency => Context.Currency;

    /// <summary>Balance less pending debits of the account the plan rests on, minor units, signed.</summary>
    public long Available => State.Account is { } account ? account.Balance - account.DebitsPending : 0;

    public AccountId System(AccountRole role) => Context.SystemAccounts.TryGetValue(role, out var account)
        ? account
        : throw new InvariantViolation($"The coupon book {Context.Ledger} has no account of the role {role}.");

    public AccountRole? RoleOf(AccountId account) =>
        Context.Accounts.TryGetValue(account, out var known) ? known.State.Role : null;

    public Leg Notes(AccountId from, AccountId to, Amount amount) => Leg(from, to, amount, NotesPurpose);

    public Leg Fee(AccountId from, AccountId to, Amount amount) => Leg(from, to, amount, FeePurpose);

    public Leg Leg(AccountId from, AccountId to, Amount amount, string purpose) => new()
    {
        Ledger = Context.Ledger,
        Debit = from,
        Credit = to,
        Amount = amount,
        Kind = Purposes.KindOf(purpose) ?? throw new InvariantViolation($"No purpose is called {purpose}."),
        Purpose = purpose,
    };

    /// <summary>A fee in coupons from an account to #1 and #2; parts of zero make no transfer.</summary>
    public IEnumerable<Leg> FeeLegs(AccountId payer, CouponFee fee)
    {
        if (!fee.Administration.IsZero)
        {
            yield return Fee(payer, System(AccountRole.Administration), fee.Administration);
        }

        if (!fee.CommunityFund.IsZero)
        {
            yield return Fee(payer, System(AccountRole.CommunityFund), fee.CommunityFund);
        }
    }

    /// <summary>A fee paid in rupiah over the counter, in the rupiah book. Refusal: <c>rupiahBookMissing</c>.</summary>
    public Ruling<RupiahFee> FeeInRupiah(CouponFee fee)
    {
        if (fee.Total.IsZero)
        {
            return new RupiahFee([], 0);
        }

        if (State.Rupiah is not { } book || InRupiah(fee, book.Currency) is not { } due)
        {
            return Refusal.For(RefusalReason.RupiahBookMissing, new RefusalFact("preset", $"{Terms.Preset}"));
        }

        Leg[] legs =
        [
            Fee(book.Cash, book.Administration, due.Administration) with { Ledger = book.Ledger },
            Fee(book.Cash, book.CommunityFund, due.CommunityFund) with { Ledger = book.Ledger },
        ];
        return new RupiahFee([.. legs.Where(static leg => !leg.Amount.IsZero)], due.Total.Minor);
    }

    // Coupons are at par with the rupiah (II.A): only the number of decimals may differ, and then nothing may be lost.
    private static CouponFee? InRupiah(CouponFee fee, Currency rupiah)
    {
        var coupon = fee.Total.Currency.MinorPerUnit;
        long? Convert(Amount part) => (Int128)part.Minor * rupiah.MinorPerUnit % coupon == 0
            ? (long)((Int128)part.Minor * rupiah.MinorPerUnit / coupon)
            : null;
        return Convert(fee.Administration) is { } administration && Convert(fee.CommunityFund) is { } fund
            ? new CouponFee(new Amount(administration, rupiah), new Amount(fund, rupiah))
            : null;
    }
}

/// <summary>Transfers of a fee in the rupiah book.</summary>
/// <param name="Legs">From cash to #1 and #2.</param>
/// <param name="Minor">Both together, minor units of the rupiah book.</param>
internal sealed record RupiahFee(ImmutableArray<Leg> Legs, long Minor);
