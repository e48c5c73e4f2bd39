using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>The scheme's rows that a group commit may touch, locked.</summary>
public sealed class KomokoBook
{
    /// <summary>Lots by id.</summary>
    public Dictionary<long, Lot> Lots { get; } = [];

    /// <summary>Projects of those looked for that have not ended.</summary>
    public HashSet<AccountId> OpenProjects { get; } = [];

    /// <summary>Standing by account; an account that is missing is fresh.</summary>
    public Dictionary<AccountId, AccountStanding> Standings { get; } = [];
}

/// <summary>
/// Part or all of a lot is paid, or charged with demurrage, by this posting. Refusal: <c>stateChanged</c>, when the lot is
/// no longer as it was when this was planned.
/// </summary>
/// <param name="Account">Whose lot.</param>
/// <param name="Use">What happens to it.</param>
public sealed record LotUsed(AccountId Account, LotUse Use) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        book.Part<KomokoBook>().Lots.TryGetValue(Use.Lot.Id, out var lot) && lot == Use.Lot && Use.OpenMinor >= 0
            ? null
            : Refusal.For(RefusalReason.StateChanged, RefusalFact.Account(Account));

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now) =>
        book.Part<KomokoBook>().Lots[Use.Lot.Id] = Use.After;
}

/// <summary>
/// Credit arrives on a maturity-aware account with this posting: the overdraft is filled first, the rest is a lot. Refusal:
/// <c>stateChanged</c>, when the overdraft is no longer as it was when this was planned.
/// </summary>
/// <param name="Account">Where it arrives.</param>
/// <param name="AmountMinor">All that arrives with this maturity, more than zero.</param>
/// <param name="FillsMinor">What of it fills the overdraft.</param>
/// <param name="MaturesOn">The maturity date.</param>
/// <param name="ArrivedOn">The business date.</param>
public sealed record LotArrived(
    AccountId Account, long AmountMinor, long FillsMinor, DateOnly MaturesOn, DateOnly ArrivedOn) : Fact
{
    /// <summary>What is open on arrival; zero: no lot.</summary>
    public long OpenMinor => AmountMinor - FillsMinor;

    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now)
    {
        var mine = posting.Facts.OfType<LotArrived>().Where(arrived => arrived.Account == Account).ToArray();
        var arriving = mine.Sum(static arrived => arrived.AmountMinor);
        return book.Accounts.TryGetValue(Account, out var account)
            && mine.Sum(static arrived => arrived.FillsMinor) == long.Min(arriving, long.Max(0, -account.Now.Balance))
            ? null
            : Refusal.For(RefusalReason.StateChanged, RefusalFact.Account(Account));
    }

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
    }
}

/// <summary>
/// What an account carries beside its lots changes with this posting. Refusal: <c>stateChanged</c>, when it is no longer as
/// it was when this was planned.
/// </summary>
public sealed record StandingChanged(AccountId Account, AccountStanding Before, AccountStanding After) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        book.Part<KomokoBook>().Standings.GetValueOrDefault(Account, AccountStanding.Fresh) == Before
            ? null
            : Refusal.For(RefusalReason.StateChanged, RefusalFact.Account(Account));

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now) =>
        book.Part<KomokoBook>().Standings[Account] = After;
}

/// <summary>
/// The overdrawn part of a real payment lost maturity: the system bids for a time deposit of that value and date (003,
/// 5.2).
/// </summary>
/// <param name="Producer">The account that discharged the credit.</param>
/// <param name="AmountMinor">Minor units, more than zero.</param>
/// <param name="MaturesOn">The original maturity.</param>
/// <param name="RenewedTo">The earlier maturity it has now.</param>
public sealed record BidIssued(AccountId Producer, long AmountMinor, DateOnly MaturesOn, DateOnly RenewedTo) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) => null;

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
    }
}
