using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Caller = Regional.Silo.Access.Caller;

namespace Regional.Silo.Tests;

/// <summary>The table of roles, cell by cell, written once more by hand: a change must be made twice.</summary>
public sealed class PermissionTableTests
{
    // Columns: member teller administrator trustee advisoryBoard signatory coordinator operator bank.
    // - no, o own accounts, c its community, r its region.
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["ReadRegistry"] = "rrrrrrrrr",
        ["CreateRegion"] = "------r--",
        ["ManageRegion"] = "------r--",
        ["SetRates"] = "------r--",
        ["CreateLedger"] = "--c---r--",
        ["ManageCommunity"] = "--c------",
        ["ReadCommunity"] = "-ccc-c-r-",
        ["ReadAccount"] = "occc-c-r-",
        ["ReadSummary"] = "--cccc-r-",
        ["ReadMemberSummary"] = "cccccc-r-",
        ["Pay"] = "occ------",
        ["PayForced"] = "--c------",
        ["RequestPayment"] = "occ------",
        ["Approve"] = "o-c--c---",
        ["Correct"] = "--c------",
        ["CorrectTrade"] = "------r--",
        ["ReadPosition"] = "--ccc-rr-",
        ["ReadPositions"] = "------rr-",
        ["ReadRestOfWorld"] = "------rrr",
        ["ReadWindows"] = "--rr--rrr",
        ["ReadReports"] = "------rrr",
        ["RunWindows"] = "------r--",
        ["ConfirmSettlement"] = "------r-r",
        ["Verify"] = "------rr-",
        ["WorkCounter"] = "-cc------",
        ["CoverClosing"] = "---c-----",
        ["SetPin"] = "o-c------",
        ["PostNotice"] = "occ------",
        ["ManageTokens"] = "--c---r--",
        ["ReadPool"] = "cccccc-r-",
        ["ProposeLoan"] = "occ------",
        ["DecideLoan"] = "occ--c---",
        ["ReleasePeriod"] = "--cc-c---",
    };

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var action in Enum.GetNames<AccessAction>())
        {
            foreach (var role in Enum.GetNames<AccessRole>())
            {
                cells.Add(action, role);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_role_reaches_exactly_as_far_as_the_table_says(string action, string role)
    {
        var (what, who) = (Enum.Parse<AccessAction>(action), Enum.Parse<AccessRole>(role));
        var cell = Expected[action][(int)who - 1];
        var caller = new Caller(
            new OperationId(Guid.NewGuid()), "actor", who, new RegionId(1), new CommunityId(1), new MemberId(1));

        Assert.Equal(cell is 'o' or 'c' or 'r', Allows(1, 1, 1));
        Assert.Equal(cell is 'c' or 'r', Allows(1, 1, 2));
        Assert.Equal(cell is 'r', Allows(1, 2, 2));
        Assert.False(Allows(2, 3, 3), "another region's is nobody's");

        bool Allows(int region, int community, long member) => Permissions.Allows(
            caller, what, new Target(new RegionId(region), new CommunityId(community), new MemberId(member)));
    }

    [Fact]
    public void Only_a_coordinator_without_a_region_reaches_every_region()
    {
        var root = new Caller(new OperationId(Guid.NewGuid()), "root", AccessRole.Coordinator, null, null, null);
        var bound = root with { Region = new RegionId(1) };

        Assert.True(Permissions.Allows(root, AccessAction.CreateRegion, new Target(Region: null)));
        Assert.True(Permissions.Allows(root, AccessAction.ManageRegion, new Target(new RegionId(2))));
        Assert.False(Permissions.Allows(bound, AccessAction.CreateRegion, new Target(Region: null)));
        Assert.False(Permissions.Allows(bound, AccessAction.ManageRegion, new Target(new RegionId(2))));
    }

    [Theory]
    [InlineData(AccessRole.Administrator, "oo--o----")]
    [InlineData(AccessRole.Coordinator, "--ooooooo")]
    [InlineData(AccessRole.Member, "---------")]
    [InlineData(AccessRole.Teller, "---------")]
    [InlineData(AccessRole.Trustee, "---------")]
    [InlineData(AccessRole.AdvisoryBoard, "---------")]
    [InlineData(AccessRole.Signatory, "---------")]
    [InlineData(AccessRole.Operator, "---------")]
    [InlineData(AccessRole.Bank, "---------")]
    public void Tokens_are_issued_by_those_above(AccessRole issuer, string roles)
    {
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            Assert.Equal(roles[(int)role - 1] == 'o', Permissions.MayIssue(issuer, role));
        }
    }
}
