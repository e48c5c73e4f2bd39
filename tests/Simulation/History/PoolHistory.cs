using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>National currency comes in at a pool's bank account, for a member.</summary>
internal sealed record AskedDeposit(
    int Ledger, long Account, long Bank, long Amount, string Currency, byte Scale, AskedTexts Texts) : Asked
{
    public override string ToString() => $"deposit {Id:N} of {Amount} {Currency} for {Account} ({Texts})";
}

/// <summary>National currency leaves a pool's bank account, for a member; past the savings it is a loan.</summary>
internal sealed record AskedWithdrawal(
    int Ledger, long Account, long Bank, long Amount, string Currency, byte Scale, Guid? Agreement, AskedTexts Texts) : Asked
{
    public override string ToString() =>
        $"withdrawal {Id:N} of {Amount} {Currency} by {Account} ({Texts})" + (Agreement is { } a ? $" on {a:N}" : "");
}

/// <summary>Cash that settlements have left returns to a pool's bank account.</summary>
internal sealed record AskedCashReturn(int Ledger, long Bank, AskedTexts Texts) : Asked
{
    public override string ToString() => $"return {Id:N} of settlement cash to {Bank}";
}

/// <summary>A loan is proposed to a pool.</summary>
internal sealed record AskedProposal(
    int Ledger, long Account, long Amount, int Term, long Repayment, long Saving) : AskedChange
{
    public override string ToString() =>
        $"proposal {Id:N} of {Amount} for {Account}: {Term} months of {Repayment}, then {Saving}";
}

/// <summary>A member votes: 1 for, 2 against, 3 abstains.</summary>
internal sealed record AskedVote(Guid Agreement, long Member, int Choice) : AskedChange
{
    public override string ToString() => $"vote {Id:N} of member {Member} on {Agreement:N}: {Choice}";
}

/// <summary>A member signs.</summary>
internal sealed record AskedSignature(Guid Agreement, long Member) : AskedChange
{
    public override string ToString() => $"signature {Id:N} of member {Member} under {Agreement:N}";
}

/// <summary>A proposal ends, or what is undrawn of an agreement.</summary>
internal sealed record AskedAgreementEnd(Guid Agreement, bool IsWithdrawal) : AskedChange
{
    public override string ToString() => $"{(IsWithdrawal ? "withdrawal" : "rejection")} {Id:N} of {Agreement:N}";
}

/// <summary>Points that members bring from earlier books.</summary>
internal sealed record AskedPoints(int Ledger, ImmutableArray<(long Account, long Points)> Points) : AskedChange
{
    public override string ToString() => $"points {Id:N} of ledger {Ledger}: {string.Join(", ", Points)}";
}

/// <summary>What a withdrawal draws on an agreement, as the journal keeps it.</summary>
internal readonly record struct JournalDraw(Guid Agreement, long Account, long Amount, long Before);
