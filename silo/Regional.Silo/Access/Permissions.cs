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

    private static readonly FrozenDictionary<AccessAction, Reach[]> Rows = new Dictionary<AccessAction, Reach[]>
    {
        //                                 member  teller     administrator trustee  board      signatory  coordinator operator bank
        [AccessAction.ReadRegistry] =      [Region, Region,    Region,    Region,    Region,    Region,    Region,     Region,  Region],
        [AccessAction.CreateRegion] =      [None,   None,      None,      None,      None,      None,      Region,     None,    None],
        [AccessAction.ManageRegion] =      [None,   None,      None,      None,      None,      None,      Region,     None,    None],
        [AccessAction.SetRates] =          [None,   None,      None,      None,      None,      None,      Region,     None,    None],
        [AccessAction.CreateLedger] =      [None,   None,      Community, None,      None,      None,      Region,     None,    None],
        [AccessAction.ManageCommunity] =   [None,   None,      Community, None,      None,      None,      None,       None,    None],
        [AccessAction.ReadCommunity] =     [None,   Community, Community, Community, None,      Community, None,       Region,  None],
        [AccessAction.ReadAccount] =       [Own,    Community, Community, Community, None,      Community, None,       Region,  None],
        [AccessAction.ReadSummary] =       [None,   None,      Community, Community, Community, Community, None,       Region,  None],
        [AccessAction.Pay] =               [Own,    Community, Community, None,      None,      None,      None,       None,    None],
        [AccessAction.PayForced] =         [None,   None,      Community, None,      None,      None,      None,       None,    None],
        [AccessAction.RequestPayment] =    [Own,    Community, Community, None,      None,      None,      None,       None,    None],
        [AccessAction.Approve] =           [Own,    None,      Community, None,      None,      Community, None,       None,    None],
        [AccessAction.Correct] =           [None,   None,      Community, None,      None,      None,      None,       None,    None],
        [AccessAction.CorrectTrade] =      [None,   None,      None,      None,      None,      None,      Region,     None,    None],
        [AccessAction.ReadPosition] =      [None,   None,      Community, Community, Community, None,      Region,     Region,  None],
        [AccessAction.ReadPositions] =     [None,   None,      None,      None,      None,      None,      Region,     Region,  None],
        [AccessAction.ReadRestOfWorld] =   [None,   None,      None,      None,      None,      None,      Region,     Region,  Region],
        [AccessAction.ReadWindows] =       [None,   None,      Region,    Region,    None,      None,      Region,     Region,  Region],
        [AccessAction.ReadReports] =       [None,   None,      None,      None,      None,      None,      Region,     Region,  Region],
        [AccessAction.RunWindows] =        [None,   None,      None,      None,      None,      None,      Region,     None,    None],
        [AccessAction.ConfirmSettlement] = [None,   None,      None,      None,      None,      None,      Region,     None,    Region],
        [AccessAction.Verify] =            [None,   None,      None,      None,      None,      None,      Region,     Region,  None],
        [AccessAction.ManageTokens] =      [None,   None,      Community, None,      None,      None,      Region,     None,    None],
    }.ToFrozenDictionary();

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
            or AccountRole.Fees or AccountRole.Demurrage or AccountRole.Levy or AccountRole.Loss or AccountRole.Opening =>
            account.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity,
    };
}
