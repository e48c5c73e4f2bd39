using System.Collections.Immutable;

namespace Regional.Silo.Reports.Coupons;

/// <summary>A ledger or summary as rows of text, the same for page, CSV and JSON.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Notes">Lines above the columns: period, limit, account.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="IsNumber">Which columns are figures, by place.</param>
/// <param name="Rows">In order.</param>
/// <param name="Totals">The last line; empty: none.</param>
/// <param name="Signatures">Who signs below, by text.</param>
internal sealed record CouponTable(
    string Title, ImmutableArray<string> Notes, ImmutableArray<string> Columns, ImmutableArray<bool> IsNumber,
    ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<string> Totals, ImmutableArray<string> Signatures);
