using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Commands.Komoko;

/// <summary>
/// Enters from a date on whether a member is a household or a business, and its turnover periods (003, 2.2). Result:
/// <c>{member, clears}</c>, the clearing date of the first date.
/// </summary>
/// <remarks>
/// The class never changes. Refusals in order: <c>fieldMalformed</c>, <c>parentUnknown</c>, <c>notKomoko</c>,
/// <c>effectiveInPast</c> (but for the first entry), <c>holderClassFixed</c>, <c>holderHasBalance</c> (credit that came
/// before the first entry has no maturity), <c>turnoverTooLong</c>.
/// </remarks>
/// <param name="Ledger">The community's ledger.</param>
/// <param name="Member">Whose.</param>
/// <param name="Profile">Class and turnover periods.</param>
/// <param name="DepreciationMinor">Depreciation cost of a turnover period, zero or more (003, 5.1).</param>
/// <param name="ValidFrom">First date.</param>
public sealed record EnterHolder(
    LedgerId Ledger, MemberId Member, HolderProfile Profile, long DepreciationMinor, DateOnly ValidFrom) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.EnterHolder;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("member", Member.Value).Add("class", (int)Profile.Class).Add("firstClearing", Profile.FirstClearing)
        .Add("turnoverMonths", Profile.TurnoverMonths).Add("isLongEntitled", Profile.IsLongEntitled ? 1 : 0)
        .Add("depreciation", DepreciationMinor).Add("validFrom", ValidFrom);
}

/// <summary>
/// Approves an investment project (003, 5.3): its account gets the overdraft as floor and a ceiling of zero. Result:
/// <c>{account, version}</c>.
/// </summary>
/// <remarks>
/// Refusals in order: <c>fieldMalformed</c>, <c>accountUnknown</c>, <c>notKomoko</c> (or no project account),
/// <c>projectApproved</c>.
/// </remarks>
/// <param name="Account">An account of kind project.</param>
/// <param name="Project">When it is to be finished, and the forecast of spending.</param>
/// <param name="OverdraftMinor">The overdraft of the whole project, more than zero.</param>
/// <param name="Pledge">The document that secures it.</param>
/// <param name="Underwriter">Who refunds the community if it fails.</param>
public sealed record ApproveProject(
    AccountId Account, ProjectTerms Project, long OverdraftMinor, string Pledge, string Underwriter) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.ApproveProject;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("account", Account.Value)
        .Add("firstMonth", Project.FirstMonth).Add("endsOn", Project.EndsOn)
        .Add("forecast", Texts(Project.ForecastMinor)).Add("hasMonthlyLimits", Project.HasMonthlyLimits ? 1 : 0)
        .Add("overdraft", OverdraftMinor).Add("pledge", Pledge).Add("underwriter", Underwriter);

    private static string Texts(ImmutableArray<long> amounts) =>
        string.Join(',', amounts.Select(static amount => amount.ToString(CultureInfo.InvariantCulture)));
}
