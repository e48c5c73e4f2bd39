using Regional.Contracts.Directory;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Audit;

/// <summary>Takes the run's set-up as given: what is there before the first client asks.</summary>
internal static class AuditSetUp
{
    public static void Take(AuditBook book, LedgerTerms terms, IEnumerable<AccountState> accounts, Func<long, string> codeOf,
        Func<long, long> memberOf, Func<long, int> kindOf, DateTimeOffset at)
    {
        var ledger = new AuditLedger
        {
            Id = terms.Id.Value,
            Region = terms.Region.Value,
            Community = terms.Community?.Value,
            Scheme = terms.Scheme,
            Zone = TimeZoneInfo.FindSystemTimeZoneById(terms.TimeZone),
            Currency = terms.Currency.Code,
            Scale = terms.Currency.Scale,
            SystemAccounts = terms.SystemAccounts.ToDictionary(
                static pair => (AuditRole)(int)pair.Key, static pair => pair.Value.Value),
            Upper = terms.Upper is { } link
                ? new AuditLink(link.LowerAccount.Value, link.UpperLedger.Value, link.UpperAccount.Value)
                : null,
        };
        foreach (var rate in terms.Rates)
        {
            ledger.Rates.Add(new AuditRate(
                Place: 0, rate.Id, (int)rate.Kind, rate.Purpose, (int)rate.Side, rate.ValidFrom, rate.Rate.Numerator,
                rate.Rate.Denominator));
        }

        book.Ledgers.Add(ledger.Id, ledger);
        if (terms.Community is { } community)
        {
            book.Communities.TryAdd(community.Value, new AuditCommunity());
        }

        foreach (var state in accounts)
        {
            book.Accounts.Add(state.Id.Value, new AuditAccount
            {
                Id = state.Id.Value,
                Ledger = ledger.Id,
                Role = (AuditRole)(int)state.Role,
                Code = codeOf(state.Id.Value),
                Member = memberOf(state.Id.Value),
                Kind = kindOf(state.Id.Value),
                Status = (int)state.Status,
                OpenedAt = at,
                Floor = state.Floor,
                Ceiling = state.Ceiling,
            });
        }
    }
}
