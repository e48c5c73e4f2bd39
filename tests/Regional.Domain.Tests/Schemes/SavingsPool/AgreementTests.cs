using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.SavingsPool;

public sealed class AgreementTests
{
    private static readonly MemberId Borrower = new(1);
    private static readonly MemberId Jennifer = new(2);
    private static readonly ProposalState Proposal = new(Operation(1), ProposalStatus.Open, Borrower, Signed: []);

    /// <summary>Eligible, for, against, abstained; what the pool says.</summary>
    public static TheoryData<string, VoteCount, string> Counts => new()
    {
        { "all for it", new(3, 3, 0, 0), "carried" },
        { "exactly half present", new(4, 2, 0, 0), "carried" },
        { "one fewer than half", new(4, 1, 0, 0), "quorumMissing (present 1, needed 2, for 1, eligible 4)" },
        { "half of an odd number is rounded up", new(3, 1, 0, 0), "quorumMissing (present 1, needed 2, for 1, eligible 3)" },
        { "who abstains is present", new(4, 1, 0, 1), "carried" },
        { "nobody for it", new(4, 0, 0, 4), "quorumMissing (present 4, needed 2, for 0, eligible 4)" },
        { "one against it", new(4, 3, 1, 0), "proposalOpposed (against 1, allowed 0)" },
        { "nobody there", new(0, 0, 0, 0), "quorumMissing (present 0, needed 0, for 0, eligible 0)" },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_pool_agrees_when_half_are_present_and_nobody_objects(string name, VoteCount votes, string expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, votes.CheckCarried(new PoolTerms())?.ToString() ?? "carried");
    }

    [Fact]
    public void Quorum_and_objections_are_the_terms()
    {
        var terms = new PoolTerms { Quorum = new Rate(3, 4), VotesAgainstMax = 1 };
        Assert.Null(new VoteCount(4, 2, 1, 0).CheckCarried(terms));
        Assert.Equal(RefusalReason.QuorumMissing, new VoteCount(4, 1, 1, 0).CheckCarried(terms)?.Reason);
        Assert.Equal(RefusalReason.ProposalOpposed, new VoteCount(4, 2, 2, 0).CheckCarried(terms)?.Reason);
    }

    /// <summary>Status, member, is it in the pool, may the borrower; what is said to the vote.</summary>
    public static TheoryData<string, ProposalStatus, long, bool, bool, string> Votes => new()
    {
        { "a member", ProposalStatus.Open, 2, true, false, "fine" },
        { "somebody who is not in the pool", ProposalStatus.Open, 2, false, false, "notPoolMember" },
        { "the borrower", ProposalStatus.Open, 1, true, false, "borrowerExcluded" },
        { "the borrower where the terms allow it", ProposalStatus.Open, 1, true, true, "fine" },
        { "once it is agreed", ProposalStatus.Agreed, 2, true, false, "proposalEnded" },
        { "once it is rejected", ProposalStatus.Rejected, 2, true, false, "proposalEnded" },
        { "once it is withdrawn", ProposalStatus.Withdrawn, 2, true, false, "proposalEnded" },
    };

    [Theory]
    [MemberData(nameof(Votes))]
    public void Who_may_vote(
        string name, ProposalStatus status, long member, bool isPoolMember, bool borrowerVotes, string expected)
    {
        Assert.NotEmpty(name);
        var terms = new PoolTerms { BorrowerVotes = borrowerVotes };
        var refusal = AgreementRules.CheckVote(Proposal with { Status = status }, new MemberId(member), isPoolMember, terms);
        Assert.Equal(expected, refusal?.Entry.Code ?? "fine");
        var carried = new VoteCount(2, 2, 0, 0);
        Assert.Equal(refusal, AgreementRules.CheckSign(Proposal with { Status = status }, new MemberId(member), isPoolMember, carried, terms));
    }

    [Fact]
    public void Two_members_sign_what_is_carried_and_the_second_makes_it_an_agreement()
    {
        var (terms, votes) = (new PoolTerms(), new VoteCount(2, 2, 0, 0));
        Assert.Null(AgreementRules.CheckSign(Proposal, Jennifer, isPoolMember: true, votes, terms));
        Assert.Equal(ProposalStatus.Open, AgreementRules.AfterSigning(Proposal, terms));
        var signed = Proposal with { Signed = [Jennifer] };
        Assert.Equal(
            RefusalReason.AlreadySigned,
            AgreementRules.CheckSign(signed, Jennifer, isPoolMember: true, votes, terms)?.Reason);
        Assert.Equal(ProposalStatus.Agreed, AgreementRules.AfterSigning(signed, terms));
        Assert.Equal(
            RefusalReason.QuorumMissing,
            AgreementRules.CheckSign(signed, new MemberId(3), isPoolMember: true, votes with { For = 0 }, terms)?.Reason);
    }

    [Theory]
    [InlineData(ProposalStatus.Open, true, true)]
    [InlineData(ProposalStatus.Open, false, true)]
    [InlineData(ProposalStatus.Agreed, true, true)]
    [InlineData(ProposalStatus.Agreed, false, false)]
    [InlineData(ProposalStatus.Rejected, true, false)]
    [InlineData(ProposalStatus.Withdrawn, false, false)]
    public void What_is_agreed_can_only_be_withdrawn_and_what_has_ended_not_at_all(
        ProposalStatus status, bool isWithdrawal, bool isFine) =>
        Assert.Equal(isFine, AgreementRules.CheckEnd(Proposal with { Status = status }, isWithdrawal) is null);

    [Theory]
    [InlineData("quorum", "1/2", true)]
    [InlineData("quorum", "1", true)]
    [InlineData("quorum", "0.6", true)]
    [InlineData("quorum", "0", false)]
    [InlineData("quorum", "3/2", false)]
    [InlineData("quorum", "half", false)]
    [InlineData("votesAgainstMax", "0", true)]
    [InlineData("votesAgainstMax", "-1", false)]
    [InlineData("votesAgainstMax", "1000001", false)]
    [InlineData("signatories", "0", false)]
    [InlineData("signatories", "10", true)]
    [InlineData("signatories", "11", false)]
    [InlineData("lockSavingsWhilePointsNegative", "no", false)]
    [InlineData("lockSavingsWhilePointsNegative", "False", true)]
    [InlineData("borrowerVotes", "", false)]
    public void A_parameter_is_read_or_refused(string name, string value, bool isValid) => Assert.Equal(
        isValid, PoolTerms.Parameters.Single(parameter => parameter.Name == name).IsValid(value, Rupiah));

    [Fact]
    public void Every_parameters_default_is_what_the_terms_say_without_it()
    {
        var defaults = SchemeParameters.Defaults with
        {
            Values = SchemeParameters.Defaults.Values.AddRange(
                PoolTerms.Parameters.Select(static one => KeyValuePair.Create(one.Name, one.Default))),
        };
        Assert.Equal(PoolTerms.Of(SchemeParameters.Defaults), PoolTerms.Of(defaults));
        Assert.Equal(
            new PoolTerms
            {
                LockSavingsWhilePointsNegative = false,
                Quorum = new Rate(2, 3),
                VotesAgainstMax = 2,
                BorrowerVotes = true,
                SignatoryCount = 3,
            },
            PoolTerms.Of(new SchemeParameters(defaults.Values
                .SetItem("lockSavingsWhilePointsNegative", "false").SetItem("quorum", "2/3")
                .SetItem("votesAgainstMax", "2").SetItem("borrowerVotes", "true").SetItem("signatories", "3"))));
    }
}
