using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.SavingsPool;

/// <summary>What a savings pool's routes name.</summary>
internal sealed class PoolPlaces(Places places, ILedgerDirectory directory)
{
    /// <summary>A pool's ledger. Refusal: <c>commandNotOfScheme</c>, when the ledger is no savings pool.</summary>
    public async Task<LedgerAddress> LedgerAsync(HttpContext http, string code, string command)
    {
        var ledger = await places.LedgerAsync(code, http.RequestAborted);
        return ledger.Scheme == SavingsPoolScheme.SchemeName
            ? ledger
            : throw EdgeRefusal.For(
                RefusalReason.CommandNotOfScheme, new("scheme", ledger.Scheme), new("command", command));
    }

    /// <summary>An account of it.</summary>
    public Task<AccountAddress> AccountAsync(HttpContext http, LedgerAddress ledger, string? code) =>
        places.AccountAsync(ledger, Fields.Required("account", code), http.RequestAborted);

    /// <summary>The pool's bank account.</summary>
    public async Task<AccountId> BankAsync(HttpContext http, LedgerAddress ledger)
    {
        var terms = await directory.FindLedgerAsync(ledger.Id, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("ledger", ledger.Code);
        return terms.SystemAccounts[AccountRole.PoolBank];
    }

    /// <summary>A member of the ledger's community.</summary>
    public Task<MemberAddress> MemberAsync(HttpContext http, LedgerAddress ledger, string? code) =>
        places.MemberAsync(
            ledger.Community ?? throw EdgeRefusal.NotFound("member", ledger.Code),
            Fields.Required("member", code),
            http.RequestAborted);
}
