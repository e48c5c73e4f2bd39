using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.Directory;
using Regional.Storage.MutualCredit;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry.MutualCredit;

/// <summary>Limits of a chunk of accounts, worked out and written under their locks.</summary>
internal static class GrantLimitsExecution
{
    public static async Task<CommandOutcome> RunAsync(GrantLimits command, CommandScope scope)
    {
        var ledger = await scope.FindRowAsync(
            "select scheme, currency, scale from ledgers where id = $1 and community_id is not null",
            static row => (Scheme: row.GetString(0), Currency: new Currency(row.GetString(1), checked((byte)row.GetInt16(2))))
                .ToTuple(),
            command.Ledger);
        if (ledger is not var (scheme, currency))
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (scheme != MutualCreditScheme.SchemeName)
        {
            return Outcome.Refused(RefusalReason.NotMutualCredit, new RefusalFact("scheme", scheme));
        }

        var sets = await scope.FindRowsAsync(DatedTermsRow.OfLedger, DatedTermsRow.Read, command.Ledger);
        var set = SchemeParameters.SetInForce(sets, command.AsOf);
        var terms = CreditTerms.Of(set is null ? SchemeParameters.Defaults : new SchemeParameters(set.Values), currency);
        if ((terms.Model == LimitModel.Fixed) != command.FixedLimitMinor.HasValue)
        {
            return Outcome.Refused(
                terms.Model == LimitModel.Fixed ? RefusalReason.LimitMissing : RefusalReason.LimitFromModel,
                new RefusalFact("model", CreditTerms.Word(terms.Model)));
        }

        await scope.ExecuteAsync(
            """
            select from accounts
            where ledger_id = $1 and role = 1 and status <> 4 and id > $2 and ($3::bigint is null or id = $3)
            order by id limit $4 for no key update
            """,
            command.Ledger, command.After.Value, command.Only?.Value, GrantLimits.AccountCountMax);
        var asked = new LimitQuestion(command.Ledger, terms, command.AsOf)
        {
            After = command.After,
            Only = command.Only,
            FixedLimitMinor = command.FixedLimitMinor,
            Limit = GrantLimits.AccountCountMax,
        };
        var reviewed = await LimitReview.ReadAsync(scope, asked);
        var changed = reviewed.Where(static account => account.IsChanged).ToImmutableArray();
        var accounts = await WriteAsync(changed, asked, set?.Id, scope);
        return reviewed.Length < GrantLimits.AccountCountMax
            ? Outcome.Done(accounts, ("accounts", reviewed.Length), ("changed", changed.Length))
            : Outcome.Done(
                accounts, ("accounts", reviewed.Length), ("changed", changed.Length), ("next", reviewed[^1].Account));
    }

    private static async Task<ImmutableArray<AccountState>> WriteAsync(
        ImmutableArray<ReviewedLimit> changed, LimitQuestion asked, long? terms, CommandScope scope)
    {
        if (changed.IsEmpty)
        {
            return [];
        }

        var ids = changed.Select(static account => account.Account.Value).ToArray();
        await scope.ExecuteAsync(
            """
            insert into credit_grants (account_id, operation, model, as_of, credit_limit, payroll, commercial, ceiling, sales,
              counted, months, monthly_pay, entries, pay_id, terms_id)
            select n.id, $2, $3, $4, n.credit_limit, n.payroll, n.commercial, n.ceiling, n.sales, n.counted, n.months, n.pay,
              n.entries, n.pay_id, $15::bigint
            from unnest($1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
              as n (id, credit_limit, payroll, commercial, ceiling, sales, counted, months, pay, entries, pay_id)
            order by n.id
            """,
            ids, scope.Id, CreditTerms.Word(asked.Terms.Model), asked.AsOf,
            Array(changed, static one => one.Basis.Grant.LimitMinor),
            Array(changed, static one => one.Basis.Grant.PayrollMinor),
            Array(changed, static one => one.Basis.Grant.CommercialMinor),
            changed.Select(static one => one.Basis.Grant.CeilingMinor).ToArray(),
            Array(changed, static one => one.Basis.SalesMinor),
            Array(changed, static one => one.Basis.CountedMinor),
            changed.Select(static one => one.Basis.Months).ToArray(),
            Array(changed, static one => one.Basis.MonthlyPayMinor),
            Array(changed, static one => one.Entries),
            changed.Select(static one => one.PayId).ToArray(),
            terms);

        // The worst balances were measured against the old limits, which the last commit kept.
        await scope.ExecuteAsync(
            """
            update accounts a set floor = -n.credit_limit, ceiling = n.ceiling, worst_low = null, worst_high = null,
              version = a.version + 1
            from unnest($1, $2, $3) as n (id, credit_limit, ceiling) where a.id = n.id
            """,
            ids, Array(changed, static one => one.Basis.Grant.LimitMinor),
            changed.Select(static one => one.CeilingAfterMinor).ToArray());
        return await AccountChanges.RecordAsync(scope, [.. changed.Select(static one => one.Account)]);
    }

    private static long[] Array(ImmutableArray<ReviewedLimit> rows, Func<ReviewedLimit, long> value) =>
        [.. rows.Select(value)];
}
