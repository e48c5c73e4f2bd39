using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>A payment under Riegel's model is corrected: what it drew goes back to the powers it was drawn on.</summary>
/// <param name="Corrected">The operation.</param>
/// <param name="Legs">The correction's transfers: those of the operation with debit and credit exchanged.</param>
public sealed record CorrectDraws(OperationId Corrected, ImmutableArray<Leg> Legs) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "correction";
}

/// <summary>
/// A payment that drew on powers is taken back, by correction, or by letting go of what was held: each power gets back what
/// was drawn on it, the last draws first, and no more than is still used. What else comes back is a receipt like any other.
/// Never refused.
/// </summary>
/// <param name="Account">Who paid.</param>
/// <param name="Of">The payment that drew.</param>
/// <param name="BackMinor">What the account gets back of it with this posting, more than zero.</param>
/// <param name="RepaysPurchasesFirst">Which power receipts have given back first.</param>
public sealed record PowerReturn(AccountId Account, OperationId Of, long BackMinor, bool RepaysPurchasesFirst) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) => null;

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        var part = book.Part<CreditBook>();
        if (!part.Drawn.TryGetValue((Of, Account), out var drawn) || !book.Accounts.TryGetValue(Account, out var account))
        {
            return;
        }

        // The book has the posting's transfers in it already.
        var net = (Int128)account.Now.Balance - account.Now.DebitsPending - BackMinor;
        var powers = part.Powers.GetValueOrDefault(Account).At(Int128.Max(-net, 0), RepaysPurchasesFirst);
        var left = BackMinor;
        foreach (var draw in drawn.Reverse())
        {
            var minor = long.Min(long.Min(draw.Minor, left), powers.UsedOf(draw.Power));
            if (minor > 0)
            {
                left -= minor;
                powers = powers.Draw(draw.Power, -minor);
                part.Draws.Add(new PowerDraw(posting.Id, Account, draw.Power, -minor, powers, draw.Payment));
            }
        }

        if (left < BackMinor)
        {
            part.Powers[Account] = powers;
        }
    }
}

/// <summary>What a payment drew on one power and has not given back.</summary>
/// <param name="Payment">What drew: of a held payment, what placed it.</param>
/// <param name="Power">Which.</param>
/// <param name="Minor">Minor units, more than zero.</param>
public readonly record struct DrawnPower(OperationId Payment, CreditPower Power, long Minor);
