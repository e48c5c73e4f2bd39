using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>A change of limits, terms or status: a command other than a posting.</summary>
internal abstract record AskedChange : Asked;

internal sealed record AskedLimits(long Account, long? Floor, long? Ceiling) : AskedChange
{
    public override string ToString() => $"limits {Id:N} of {Account}: {Floor?.ToString() ?? "-"} .. {Ceiling?.ToString() ?? "-"}";
}

/// <summary>Status by its stored number: 1 open, 2 may not pay, 3 suspended.</summary>
internal sealed record AskedStatus(long Account, int Status) : AskedChange
{
    public override string ToString() => $"status {Id:N} of {Account}: {Status}";
}

internal sealed record AskedEnd(long Account) : AskedChange
{
    public override string ToString() => $"end {Id:N} of account {Account}";
}

internal sealed record AskedSuspension(int Community, bool IsSuspended) : AskedChange
{
    public override string ToString() => $"suspension {Id:N} of community {Community}: {IsSuspended}";
}

/// <summary>Kind and side by their stored numbers.</summary>
internal sealed record AskedRate(
    int Ledger, int Kind, string? Purpose, int Side, long Numerator, long Denominator, DateOnly From) : AskedChange
{
    public override string ToString() =>
        $"rate {Id:N} of ledger {Ledger}: kind {Kind} {Purpose} side {Side} {Numerator}/{Denominator} from {From:yyyy-MM-dd}";
}

internal sealed record AskedTerms(int Ledger, DateOnly From, string Name, string Value) : AskedChange
{
    public override string ToString() => $"terms {Id:N} of ledger {Ledger}: {Name}={Value} from {From:yyyy-MM-dd}";
}

/// <summary>Mutual credit is switched on or off.</summary>
internal sealed record AskedCredit(int Ledger, bool IsOn) : AskedChange
{
    public override string ToString() => $"credit {Id:N} of ledger {Ledger}: {(IsOn ? "on" : "off")}";
}

internal sealed record AskedRequest(
    long Payee, long Payer, long Amount, int Kind, string Purpose, TimeSpan Expiry) : AskedChange
{
    public override string ToString() => $"request {Id:N} of {Payee} to {Payer}: {Amount} {Purpose} for {Expiry}";
}

internal sealed record AskedRequestEnd(Guid Request, bool IsWithdrawal) : AskedChange
{
    public override string ToString() => $"{(IsWithdrawal ? "withdrawal" : "decline")} {Id:N} of request {Request:N}";
}

internal sealed record AskedAccount(int Ledger, string Code, long Member, long? Floor, long? Ceiling) : AskedChange
{
    public override string ToString() => $"account {Id:N} {Code} in ledger {Ledger}";
}

internal sealed record AskedCalendar(int Region, string Cycle, TimeOnly ClosesAt, ImmutableArray<int> Weekend) : AskedChange
{
    public override string ToString() => $"calendar {Id:N} of region {Region}: {Cycle} at {ClosesAt}";
}
