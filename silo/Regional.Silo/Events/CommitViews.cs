using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Views;
using Regional.Storage.Following;

namespace Regional.Silo.Events;

/// <summary>Commits as a listener may see them.</summary>
internal sealed class CommitViews(ICodeResolver codes, WindowNumbers windows)
{
    /// <summary>The commit with the transfers in sight; null: none is.</summary>
    public async Task<CommitEvent?> ViewAsync(
        JournaledCommit commit, Sight sight, Caller caller, CancellationToken cancellationToken)
    {
        var inLedger = sight.Ledger is { } only
            ? commit.Transfers.Where(transfer => transfer.Ledger == only).ToArray()
            : [.. commit.Transfers];
        if (inLedger.Length == 0)
        {
            return null;
        }

        var accounts = await codes.FindAccountsAsync(
            [.. inLedger.SelectMany(static transfer => new[] { transfer.Entries.Debit, transfer.Entries.Credit }).Distinct()],
            cancellationToken);
        var transfers = new List<TransferEvent>(inLedger.Length);
        foreach (var transfer in inLedger)
        {
            if (accounts[transfer.Entries.Debit].Region == sight.Region)
            {
                transfers.Add(await ViewAsync(transfer, accounts, caller, cancellationToken));
            }
        }

        return transfers.Count == 0
            ? null
            : new CommitEvent { Commit = commit.No, At = commit.At, Transfers = transfers };
    }

    private async Task<TransferEvent> ViewAsync(
        JournaledTransfer transfer, ImmutableDictionary<AccountId, AccountAddress> accounts, Caller caller,
        CancellationToken cancellationToken)
    {
        var (payer, payee) = (accounts[transfer.Entries.Debit], accounts[transfer.Entries.Credit]);
        return new TransferEvent
        {
            Operation = transfer.Id.Posting.Value,
            Leg = transfer.Id.Leg,
            Ledger = payer.LedgerCode,
            Payer = payer.Code,
            Payee = payee.Code,
            Amount = MoneyOf.View(transfer.AmountMinor, payer.Currency),
            Action = Words.Of(transfer.Action),
            Purpose = transfer.Purpose,
            PayerBalance = Permissions.MayRead(caller, payer)
                ? MoneyOf.View(transfer.Entries.DebitBalance, payer.Currency) : null,
            PayeeBalance = Permissions.MayRead(caller, payee)
                ? MoneyOf.View(transfer.Entries.CreditBalance, payee.Currency) : null,
            Trade = transfer.Trade?.Value,
            Window = transfer.Window is { } window ? await windows.FindAsync(window, cancellationToken) : null,
            Reference = transfer.Reference,
        };
    }
}
