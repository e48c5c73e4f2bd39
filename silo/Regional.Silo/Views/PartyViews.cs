using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Edge;

namespace Regional.Silo.Views;

/// <summary>Who takes part, on the wire.</summary>
internal static class PartyViews
{
    public static RegionView View(RegionDetail region) => new()
    {
        Code = region.Code,
        Name = region.Name,
        Ledger = region.LedgerCode,
        Currency = region.Currency.Code,
        Scale = region.Currency.Scale,
        TimeZone = region.TimeZone,
        CapPolicy = Words.Of(region.CapPolicy),
    };

    public static CommunityView View(CommunityDetail community) => new()
    {
        Region = community.RegionCode,
        Code = community.Code,
        Name = community.Name,
        Status = community.IsSuspended ? "suspended" : "open",
        TradingLedger = community.TradingLedgerCode,
    };

    public static LedgerView View(LedgerDetail ledger) => new()
    {
        Code = ledger.Code,
        Region = ledger.RegionCode,
        Community = ledger.CommunityCode,
        Currency = ledger.Currency.Code,
        Scale = ledger.Currency.Scale,
        CurrencyName = ledger.CurrencyName,
        CurrencySymbol = ledger.CurrencySymbol,
        Scheme = ledger.Scheme,
        IsTrading = ledger.IsTrading,
    };

    public static MemberView View(MemberDetail member) => new()
    {
        Community = member.CommunityCode,
        Code = member.Code,
        Name = member.Name,
    };

    public static RateView View(RateDetail rate) => new()
    {
        Ledger = rate.LedgerCode,
        Kind = Words.Of(rate.Kind),
        Purpose = rate.Purpose,
        Side = Words.Of(rate.Side),
        Rate = rate.Rate.ToString(),
        ValidFrom = rate.ValidFrom,
        Actor = rate.Actor,
        Reason = rate.Reason,
    };

    public static TermsView View(TermsDetail terms) => new()
    {
        Ledger = terms.LedgerCode,
        ValidFrom = terms.ValidFrom,
        Scheme = terms.Scheme,
        Parameters = terms.Parameters,
        Actor = terms.Actor,
        Reason = terms.Reason,
        SetAt = terms.SetAt,
    };
}
