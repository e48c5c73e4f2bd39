using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Silo.Edge;
using StatementEntry = Regional.Client.Model.StatementEntry;
using StoredEntry = Regional.Contracts.Queries.StatementEntry;

namespace Regional.Silo.Views;

/// <summary>Accounts, statements and holds on the wire.</summary>
internal static class AccountViews
{
    public static AccountView View(AccountDetail account)
    {
        var (state, unit) = (account.State, account.State.Currency);
        return new AccountView
        {
            Ledger = account.Name.Ledger,
            Code = account.Name.Code,
            Name = account.Name.Name,
            Role = Words.Of(state.Role),
            Kind = Words.Of(account.Kind),
            Member = account.MemberCode,
            Community = account.CommunityCode,
            Status = Words.Of(state.Status),
            Balance = MoneyOf.View(state.Balance, unit),
            DebitsPending = MoneyOf.View(state.DebitsPending, unit),
            CreditsPending = MoneyOf.View(state.CreditsPending, unit),
            DebitsPosted = MoneyOf.View(state.DebitsPosted, unit),
            CreditsPosted = MoneyOf.View(state.CreditsPosted, unit),
            Floor = MoneyOf.View(state.Floor, unit),
            Ceiling = MoneyOf.View(state.Ceiling, unit),
            DebitRoom = MoneyOf.View(state.DebitRoom, unit),
            CreditRoom = MoneyOf.View(state.CreditRoom, unit),
            Entries = state.Entries,
            Version = state.Version,
            OpenedAt = account.OpenedAt,
        };
    }

    /// <summary>An entry; the other side's name only where its account may be read.</summary>
    public static StatementEntry View(StoredEntry entry, Currency unit, bool showsNames, Currency? upper) => new()
    {
        No = entry.No,
        Operation = entry.Transfer.Posting.Value,
        Leg = entry.Transfer.Leg,
        At = entry.At,
        BusinessDate = entry.BusinessDate,
        Action = Words.Of(entry.Action),
        Amount = MoneyOf.View(entry.SignedMinor, unit),
        Balance = MoneyOf.View(entry.BalanceMinor, unit),
        Counterparty = entry.Counterparty.ToString(),
        CounterpartyName = showsNames ? entry.Counterparty.Name : null,
        Kind = Words.Of(entry.Kind),
        Purpose = entry.Purpose,
        Reference = entry.Texts.Reference,
        ExternalReference = entry.Texts.ExternalReference,
        DocumentDate = entry.Texts.DocumentDate,
        DocumentNumber = entry.Texts.DocumentNumber,
        EnteredBy = entry.EnteredBy,
        ApprovedBy = entry.ApprovedBy,
        Corrects = entry.Corrects?.Value,
        Trade = entry.Trade?.Value,
        Window = entry.WindowNo,
        Counter = entry.CounterMinor is { } counter && upper is { } other && other.Code == entry.CounterCurrency
            ? MoneyOf.View(counter, other)
            : null,
        ExpiresAt = entry.ExpiresAt,
        ForcedReason = entry.ForcedReason,
    };

    public static PendingView View(PendingDetail pending) => new()
    {
        Posting = pending.Id.Posting.Value,
        Leg = pending.Id.Leg,
        Payer = pending.Debit.ToString(),
        Payee = pending.Credit.ToString(),
        Amount = MoneyOf.View(pending.Amount),
        PlacedAt = pending.PlacedAt,
        ExpiresAt = pending.ExpiresAt,
        Status = Words.Of(pending.Status),
        Purpose = pending.Purpose,
        Reference = pending.Reference,
    };
}
