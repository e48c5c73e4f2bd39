using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Silo.Access;

namespace Regional.Silo.Views;

/// <summary>Receipts as their readers may see them: codes for numbers, and balances only of accounts they may read.</summary>
internal sealed class PostingViews(ICodeResolver codes, WindowNumbers windows, LimitWarnings warnings)
{
    public async Task<PostingView> ViewAsync(
        Receipt receipt, bool isReplay, Caller caller, CancellationToken cancellationToken,
        IReadOnlyList<Domain.Money.Amount>? amounts = null)
    {
        var accounts = await codes.FindAccountsAsync(
            [.. receipt.Entries.SelectMany(static entry => new[] { entry.Debit, entry.Credit }).Distinct()],
            cancellationToken);
        var entries = new EntryView[receipt.Entries.Length];
        for (var leg = 0; leg < entries.Length; leg++)
        {
            var entry = receipt.Entries[leg];
            var (payer, payee) = (accounts[entry.Debit], accounts[entry.Credit]);
            entries[leg] = new EntryView
            {
                Leg = leg,
                Payer = NameOf(payer),
                Payee = NameOf(payee),
                Amount = amounts?.Count == entries.Length ? MoneyOf.View(amounts[leg]) : null,
                PayerEntry = entry.DebitEntry,
                PayerBalance = Balance(caller, payer, entry.DebitBalance),
                PayeeEntry = entry.CreditEntry,
                PayeeBalance = Balance(caller, payee, entry.CreditBalance),
            };
        }

        return new PostingView
        {
            Id = receipt.Operation.Value,
            Status = "posted",
            IsReplay = isReplay,
            Commit = receipt.Commit,
            RecordedAt = receipt.RecordedAt,
            Window = receipt.Window is { } window ? await windows.FindAsync(window, cancellationToken) : null,
            Entries = entries,
            Warnings = await warnings.FindAsync(receipt, accounts, caller, cancellationToken),
        };
    }

    public static string NameOf(AccountAddress account) => $"{account.LedgerCode}/{account.Code}";

    private static Money? Balance(Caller caller, AccountAddress account, long balance) =>
        Permissions.MayRead(caller, account) ? MoneyOf.View(balance, account.Currency) : null;
}
