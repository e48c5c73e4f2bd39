using System.Collections.Frozen;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Edge;
using static Regional.Silo.Access.Reach;

namespace Regional.Silo.Access;

/// <summary>How far a role's leave for an action goes.</summary>
internal enum Reach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Accounts of the token's member.</summary>
    Own,

    /// <summary>The token's community.</summary>
    Community,

    /// <summary>The token's region with all its communities.</summary>
    Region,
}

/// <summary>The one table of who may do what. A cell not written here is a no.</summary>
internal static class Permissions
{
    private static readonly AccessRole[] Columns =
    [
        AccessRole.Member, AccessRole.Teller, AccessRole.Administrator, AccessRole.Trustee, AccessRole.AdvisoryBoard,
        AccessRole.Signatory, AccessRole.Coordinator, AccessRole.Operator, AccessRole.Bank,
    ];

    // Columns as above. - not at all, o own accounts, c its community, r its region.
    private static readonly FrozenDictionary<AccessAction, Reach[]> Rows = new (string Cells, AccessAction Action)[]
    {
        ("r r r r r r r r r", AccessAction.ReadRegistry),
        ("- - - - - - r - -", AccessAction.CreateRegion),
        ("- - - - - - r - -", AccessAction.ManageRegion),
        ("- - - - - - r - -", AccessAction.SetRates),
        ("- - c - - - r - -", AccessAction.CreateLedger),
        ("- - c - - - - - -", AccessAction.ManageCommunity),
        ("- c c c - c - r -", AccessAction.ReadCommunity),
        ("o c c c - c - r -", AccessAction.ReadAccount),
        ("- - c c c c - r -", AccessAction.ReadSummary),
        ("c c c c c c - r -", AccessAction.ReadMemberSummary),
        ("o c c - - - - - -", AccessAction.Pay),
        ("- - c - - - - - -", AccessAction.PayForced),
        ("o c c - - - - - -", AccessAction.RequestPayment),
        ("o - c - - c - - -", AccessAction.Approve),
        ("- - c - - - - - -", AccessAction.Correct),
        ("- - - - - - r - -", AccessAction.CorrectTrade),
        ("- - c c c - r r -", AccessAction.ReadPosition),
        ("- - - - - - r r -", AccessAction.ReadPositions),
        ("- - - - - - r r r", AccessAction.ReadRestOfWorld),
        ("- - r r - - r r r", AccessAction.ReadWindows),
        ("- - - - - - r r r", AccessAction.ReadReports),
        ("- - - - - - r - -", AccessAction.RunWindows),
        ("- - - - - - r - r", AccessAction.ConfirmSettlement),
        ("- - - - - - r r -", AccessAction.Verify),
        ("- c c - - - - - -", AccessAction.WorkCounter),
        ("- - - c - - - - -", AccessAction.CoverClosing),
        ("o - c - - - - - -", AccessAction.SetPin),
        ("o c c - - - - - -", AccessAction.PostNotice),
        ("- - c - - - r - -", AccessAction.ManageTokens),
        ("c c c c c c - r -", AccessAction.ReadPool),
        ("o c c - - - - - -", AccessAction.ProposeLoan),
        ("o c c - - c - - -", AccessAction.DecideLoan),
        ("- - c c - c - - -", AccessAction.ReleasePeriod),
    }.ToFrozenDictionary(static row => row.Action, static row => row.Cells.Split(' ').Select(Read).ToArray());

    /// <summary>How far the role goes.</summary>
    public static Reach ReachOf(AccessRole role, AccessAction action) => Rows[action][Array.IndexOf(Columns, role)];

    /// <summary>Whether the caller may do this to that.</summary>
    public static bool Allows(Caller caller, AccessAction action, Target target) => ReachOf(caller.Role, action) switch
    {
        None => false,
        Own => caller.Member is { } member && target.Member == member && target.Community == caller.Community,
        Community => caller.Community is { } community && target.Community == community,
        Region => caller.Region is null || target.Region == caller.Region,
    };

    /// <summary>Refuses what the caller may not do. Another community's thing is forbidden, not hidden: codes are public.</summary>
    public static void Demand(Caller caller, AccessAction action, Target target)
    {
        if (!Allows(caller, action, target))
        {
            throw NotPermitted(caller, action);
        }
    }

    /// <summary>Refuses to let the caller see an account that is not its own.</summary>
    public static void DemandRead(Caller caller, AccountAddress account) =>
        Demand(caller, ReadActionOf(account), Target.Of(account));

    /// <summary>Whether the caller may see the account's figures.</summary>
    public static bool MayRead(Caller caller, AccountAddress account) =>
        Allows(caller, ReadActionOf(account), Target.Of(account));

    /// <summary>Whether a caller with one role may issue and revoke tokens of the other.</summary>
    /// <remarks>A second person comes from above: administrators cannot make those who watch or approve them.</remarks>
    public static bool MayIssue(AccessRole issuer, AccessRole role) => issuer switch
    {
        AccessRole.Administrator => role is AccessRole.Member or AccessRole.Teller or AccessRole.AdvisoryBoard,
        AccessRole.Coordinator => role is not (AccessRole.Member or AccessRole.Teller),
        AccessRole.Member or AccessRole.Teller or AccessRole.Trustee or AccessRole.AdvisoryBoard or AccessRole.Signatory
            or AccessRole.Operator or AccessRole.Bank => false,
    };

    public static EdgeRefusal NotPermitted(Caller caller, AccessAction action) => EdgeRefusal.For(
        RefusalReason.NotPermitted, new("role", Words.Of(caller.Role)), new("needed", Words.Of(action)));

    // A ledger's own accounts are the community's business; at the region each account is somebody's.
    private static AccessAction ReadActionOf(AccountAddress account) => account.Role switch
    {
        AccountRole.Member => AccessAction.ReadAccount,
        AccountRole.Community => AccessAction.ReadPosition,
        AccountRole.RestOfWorld or AccountRole.Suspense => AccessAction.ReadRestOfWorld,
        AccountRole.Region or AccountRole.Settlement or AccountRole.ExchangeDifference or AccountRole.Rounding
            or AccountRole.Fees or AccountRole.Demurrage or AccountRole.Levy or AccountRole.Loss or AccountRole.Opening
            or AccountRole.PoolBank or AccountRole.Circulation or AccountRole.Administration
            or AccountRole.CommunityFund or AccountRole.Balance or AccountRole.TillDifference or AccountRole.Contra
            or AccountRole.Cash or AccountRole.Reserve =>
            account.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity,
    };

    private static Reach Read(string cell) => cell switch
    {
        "-" => None,
        "o" => Own,
        "c" => Community,
        "r" => Region,
        _ => throw new InvalidOperationException($"'{cell}' is no reach."),
    };
}
