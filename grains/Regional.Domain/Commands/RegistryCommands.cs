using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Commands;

/// <summary>What happens to a trade that exceeds a net debit or credit cap. Numbers are stored; never reuse one.</summary>
public enum CapPolicy
{
    /// <summary>It is refused.</summary>
    Refuse = 1,

    /// <summary>It waits, oldest first, until balance returns.</summary>
    Queue = 2,
}

/// <summary>Which way a rate is used, seen from the community. Numbers are stored; never reuse one.</summary>
public enum RateSide
{
    /// <summary>The community pays out (it buys abroad).</summary>
    Buy = 1,

    /// <summary>The community is paid (it sells abroad).</summary>
    Sell = 2,
}

/// <summary>Creates a region with its own ledger and that ledger's accounts. Result: <c>{region, ledger}</c>.</summary>
public sealed record CreateRegion(string Code, string Name, Currency Currency, string TimeZone, CapPolicy CapPolicy) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CreateRegion;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("code", Code).Add("name", Name)
        .Add("currency", Currency.Code).Add("scale", Currency.Scale).Add("timeZone", TimeZone)
        .Add("capPolicy", (int)CapPolicy);
}

/// <summary>
/// Makes a region a member of another: it gets an account (code = its own) in the parent's ledger, its ledger an account
/// that mirrors it, at par where the unit is the same. From then on trades pass between their communities, and the parent
/// settles it like a community (DESIGN section 1). Result: <c>{account}</c>, the one in the parent's ledger.
/// </summary>
public sealed record JoinRegion(RegionId Region, RegionId Parent) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.JoinRegion;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("region", Region.Value).Add("parent", Parent.Value);
}

/// <summary>Creates a community in a region. Result: <c>{community}</c>.</summary>
public sealed record CreateCommunity(RegionId Region, string Code, string Name) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CreateCommunity;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("region", Region.Value).Add("code", Code).Add("name", Name);
}

/// <summary>
/// Creates a ledger of a community with the system accounts its scheme needs. A trading ledger also gets an account of
/// role Community (code = the community's) in the region's ledger, and the two are linked. Result: <c>{ledger}</c>.
/// </summary>
/// <param name="Community">Whose.</param>
/// <param name="Code">Unique in the database.</param>
/// <param name="Currency">Code and scale of its currency.</param>
/// <param name="Scheme">Name of its scheme.</param>
/// <param name="IsTrading">Whether its community trades in it.</param>
public sealed record CreateLedger(CommunityId Community, string Code, Currency Currency, string Scheme, bool IsTrading) : Command
{
    /// <summary>Most characters of a currency's symbol.</summary>
    public const int SymbolLengthMax = 8;

    /// <summary>The currency's name for people; null: its code stands for it.</summary>
    public string? CurrencyName { get; init; }

    /// <summary>The currency's symbol for people, at most <see cref="SymbolLengthMax"/> characters; null: its code.</summary>
    public string? CurrencySymbol { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CreateLedger;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields)
    {
        fields.Add("community", Community.Value).Add("code", Code).Add("currency", Currency.Code)
            .Add("scale", Currency.Scale).Add("scheme", Scheme).Add("isTrading", IsTrading ? 1 : 0);

        // Ledgers were made before currencies had names: one without is the same command as then.
        if (CurrencyName is not null || CurrencySymbol is not null)
        {
            fields.Add("currencyName", CurrencyName ?? "").Add("currencySymbol", CurrencySymbol ?? "");
        }
    }
}

/// <summary>Adds a member to a community. Result: <c>{member}</c>.</summary>
public sealed record AddMember(CommunityId Community, string Code, string Name) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.AddMember;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("community", Community.Value).Add("code", Code).Add("name", Name);
}

/// <summary>Opens a member's account in a ledger. Result: <c>{account}</c>.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Code">Unique in it.</param>
/// <param name="Member">Whose; of the ledger's community.</param>
/// <param name="AccountKind">General, or a circle of 003, the pool, a project.</param>
/// <param name="Floor">Least balance, minor units, signed; null: none.</param>
/// <param name="Ceiling">Greatest balance, minor units, signed; null: none.</param>
public sealed record OpenAccount(
    LedgerId Ledger, string Code, MemberId Member, AccountKind AccountKind, long? Floor, long? Ceiling) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.OpenAccount;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value).Add("code", Code)
        .Add("member", Member.Value).Add("accountKind", (int)AccountKind).Add("floor", Text(Floor)).Add("ceiling", Text(Ceiling));
}

/// <summary>Sets floor and ceiling; tighter than the balance is allowed. Result: <c>{account, version}</c>.</summary>
public sealed record SetLimits(AccountId Account, long? Floor, long? Ceiling) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetLimits;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("account", Account.Value).Add("floor", Text(Floor)).Add("ceiling", Text(Ceiling));
}

/// <summary>Suspends an account, blocks its payments, or opens it again. Result: <c>{account, version}</c>.</summary>
public sealed record SetStatus(AccountId Account, AccountStatus Status) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetStatus;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("account", Account.Value).Add("status", (int)Status);
}

/// <summary>Closes an account at balance zero without pendings. Result: <c>{account, version}</c>.</summary>
public sealed record CloseAccount(AccountId Account) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CloseAccount;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("account", Account.Value);
}

/// <summary>Suspends a community's trade or opens it again. Result: <c>{community}</c>.</summary>
public sealed record SetCommunityStatus(CommunityId Community, bool IsSuspended) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetCommunityStatus;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("community", Community.Value).Add("isSuspended", IsSuspended ? 1 : 0);
}

/// <summary>
/// Sets a rate between a ledger and the region's, from a date on (today or later). Result: <c>{rate}</c>.
/// </summary>
/// <param name="Ledger">The lower ledger.</param>
/// <param name="TransferKind">Real or financial.</param>
/// <param name="Purpose">For one purpose only; null: every purpose of the kind.</param>
/// <param name="Side">Buy or sell, seen from the community.</param>
/// <param name="Rate">Upper minor units per lower minor unit.</param>
/// <param name="ValidFrom">First business date.</param>
public sealed record SetRate(
    LedgerId Ledger, TransferKind TransferKind, string? Purpose, RateSide Side, Rate Rate, DateOnly ValidFrom) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetRate;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("transferKind", (int)TransferKind).Add("purpose", Purpose).Add("side", (int)Side)
        .Add("rate", Rate.ToString()).Add("validFrom", ValidFrom);
}

/// <summary>
/// Sets a ledger's scheme parameters from a date on; for a region's ledger: <c>capPolicy</c> and <c>carry.{account
/// code}</c>. Names and values are text; the scheme reads them. Result: <c>{terms, version}</c>.
/// </summary>
public sealed record SetTerms(LedgerId Ledger, DateOnly ValidFrom, ImmutableSortedDictionary<string, string> Parameters) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetTerms;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("validFrom", ValidFrom)
        .Add("parameters", string.Join('\n', Parameters.Select(static pair => $"{pair.Key}={pair.Value}")));
}
