using System.Collections.Immutable;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Schemes.Komoko;

/// <summary>Both sides of a payment; it rests on the payer, whose lots it consumes, and on what it clears.</summary>
internal static class KomokoStateReader
{
    public static async Task<SchemeState> ReadAsync(
        RegionalDatabase database, SchemeRequest request, CancellationToken cancellationToken)
    {
        if (request.Command is CorrectLots correct)
        {
            return await ReadAsync(database, correct, request, cancellationToken);
        }

        if (request.Command is ClearTurnover clear)
        {
            return await ReadAsync(database, clear, request, cancellationToken);
        }

        if (request.Command is FailProject fail)
        {
            return await ReadAsync(database, fail, request, cancellationToken);
        }

        var (payer, payee) = request.Command switch
        {
            SchemeCommand.PayOut pay => (pay.Legs[0].Debit, pay.Legs[0].Credit),
            SchemeCommand.ReceiveIn receive => (receive.Legs[0].Debit, receive.Legs[0].Credit),
            _ => (request.Accounts[0], request.Accounts[^1]),
        };
        var parties = await database.FindRowsAsync(
            KomokoPartyRow.Select, KomokoPartyRow.Read, cancellationToken,
            new[] { payer.Value, payee.Value }, request.BusinessDate);
        var (from, to) = (Find(parties, payer), Find(parties, payee));
        return new KomokoState(from, to)
        {
            RestsOn =
            [
                .. from is not null && (from.Account.Role == AccountRole.Member || request.Command is CoverLoss)
                    ? [new AccountVersion(payer, from.Account.Version)]
                    : ImmutableArray<AccountVersion>.Empty,

                .. to is not null && payee != payer && IsClearing(request.Command)
                    ? [new AccountVersion(payee, to.Account.Version)]
                    : ImmutableArray<AccountVersion>.Empty,
            ],
        };
    }

    private static async Task<SchemeState> ReadAsync(
        RegionalDatabase database, CorrectLots correct, SchemeRequest request, CancellationToken cancellationToken)
    {
        // What was taken never changes; what there is now is compared again under locks.
        var taken = await database.FindRowsAsync(
            """
            select o.account_id, o.matures_on, u.paid + u.charged
            from komoko_lot_uses u join komoko_lots o on o.id = u.lot_id where u.operation = $1 order by o.id
            """,
            static row => new LotTaken(new AccountId(row.GetInt64(0)), row.Date(1), row.GetInt64(2)),
            cancellationToken, correct.Corrected);
        // Whether an account keeps lots is its holder's class, which never changes: also on dates before the entry.
        var parties = await database.FindRowsAsync(
            KomokoPartyRow.Select + " order by a.id", KomokoPartyRow.Read, cancellationToken,
            request.Accounts.Select(static account => account.Value).ToArray(), DateOnly.MaxValue);
        return new KomokoCorrectionState(parties, taken)
        {
            RestsOn =
            [
                .. parties.Where(static party => party.IsMaturityAware)
                    .Select(static party => new AccountVersion(party.Account.Id, party.Account.Version)),
            ],
        };
    }

    // In one statement, so that the balance of the date and the lots are of one moment.
    private static async Task<SchemeState> ReadAsync(
        RegionalDatabase database, ClearTurnover clear, SchemeRequest request, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            KomokoPartyRow.SelectWithLaterMoves,
            static row => (Party: KomokoPartyRow.Read(row), Later: row.GetInt64(KomokoPartyRow.ColumnCount)),
            cancellationToken, new[] { clear.Financial.Value, clear.Real.Value }, request.BusinessDate);
        var parties = rows.Select(static row => row.Party).ToImmutableArray();
        var real = Find(parties, clear.Real);
        return new TurnoverState(
            Find(parties, clear.Financial),
            real,
            real is null ? 0 : real.Account.Balance - rows.First(row => row.Party == real).Later,
            await KomokoClearings.IsClearedAsync(database, clear.Real, request.BusinessDate, cancellationToken))
        {
            RestsOn = [.. parties.Select(static party => new AccountVersion(party.Account.Id, party.Account.Version))],
        };
    }

    // In one statement, so that balance and recoveries are of one moment.
    private static async Task<SchemeState> ReadAsync(
        RegionalDatabase database, FailProject fail, SchemeRequest request, CancellationToken cancellationToken)
    {
        var project = await database.FindRowAsync(
            KomokoPartyRow.SelectWithRecoveries,
            static row => new ProjectState(
                KomokoPartyRow.Read(row), row.GetInt64(KomokoPartyRow.ColumnCount),
                row.GetInt64(KomokoPartyRow.ColumnCount + 1))
            {
                RestsOn = [],
            },
            cancellationToken, new[] { fail.Account.Value }, request.BusinessDate);
        return project is { Project: { } party }
            ? project with { RestsOn = [new AccountVersion(party.Account.Id, party.Account.Version)] }
            : new ProjectState(Project: null, RefundedMinor: 0, ProceedsMinor: 0) { RestsOn = [] };
    }

    // No more is cleared, or covered, than the payee owes.
    private static bool IsClearing(SchemeCommand command) => command
        is CoverLoss
        or SchemeCommand.PayInside { Purpose: KomokoScheme.ClearingPurpose }
        or SchemeCommand.PendInside { Purpose: KomokoScheme.ClearingPurpose };

    private static KomokoParty? Find(ImmutableArray<KomokoParty> parties, AccountId id) =>
        parties.FirstOrDefault(party => party.Account.Id == id);
}
