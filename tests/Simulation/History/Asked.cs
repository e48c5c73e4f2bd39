using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>
/// What a client asked, in plain numbers and texts: the auditor judges by this and not by what the product made of it.
/// </summary>
internal abstract record Asked
{
    /// <summary>The caller's id; empty where the request has none.</summary>
    public required Guid Id { get; init; }

    /// <summary>One word for histories.</summary>
    public string Verb => GetType().Name["Asked".Length..];
}

/// <summary>Linked transfers within one ledger.</summary>
internal sealed record AskedPayment(
    int Ledger, ImmutableArray<AskedLeg> Legs, AskedTexts Texts, Guid? Request) : Asked
{
    public override string ToString() =>
        $"payment {Id:N} in ledger {Ledger}: {string.Join("; ", Legs)} ({Texts})" + (Request is { } r ? $" for request {r:N}" : "");
}

/// <summary>One transfer of a payment.</summary>
internal sealed record AskedLeg(
    long Debit, long Credit, long Amount, string Currency, byte Scale, string Purpose, bool IsPending, TimeSpan? Expiry,
    string? Forced)
{
    public override string ToString() =>
        $"{Debit} -> {Credit} {Amount} {Currency}/{Scale} {Purpose}" + (IsPending ? $" pending {Expiry}" : "")
        + (Forced is null ? "" : $" forced '{Forced}'");
}

/// <summary>Date and texts of a posting.</summary>
internal sealed record AskedTexts(DateOnly Date, bool IsDateGiven, string? Reference, string? Document, bool ClaimsDocument)
{
    public override string ToString() =>
        $"{Date:yyyy-MM-dd}{(IsDateGiven ? "" : "?")}{(Reference is null ? "" : $" '{Reference}'")}{(Document is null ? "" : $" document {Document}")}"
        + (ClaimsDocument ? " claimed" : "");
}

/// <summary>The end of a pending transfer.</summary>
internal sealed record AskedResolution(
    Guid Posting, short Leg, LegAction Action, long? Amount, long Through, AskedTexts Texts) : Asked
{
    public override string ToString() => $"{Action} {Id:N} of {Posting:N}:{Leg} amount {Amount?.ToString() ?? "whole"}";
}

/// <summary>A payment into another ledger.</summary>
internal sealed record AskedTrade(
    int Region, long Payer, long Payee, long Amount, string Currency, byte Scale, string Purpose, long? PayerMax,
    AskedTexts Texts, Guid? Request) : Asked
{
    public override string ToString() =>
        $"trade {Id:N} {Payer} -> {Payee} {Amount} {Currency} {Purpose} ({Texts})"
        + (PayerMax is { } max ? $" at most {max}" : "") + (Request is { } r ? $" for request {r:N}" : "");
}

/// <summary>What a trade would cost.</summary>
internal sealed record AskedQuote(AskedTrade Trade) : Asked
{
    public override string ToString() => $"quote of {Trade}";
}

/// <summary>A posting the other way.</summary>
internal sealed record AskedCorrection(int Region, Guid Corrects, string Reason, AskedTexts Texts) : Asked
{
    public override string ToString() => $"correction {Id:N} of {Corrects:N}";
}

/// <summary>A waiting trade is given up.</summary>
internal sealed record AskedCancel(int Region, Guid Trade) : Asked
{
    public override string ToString() => $"cancellation {Id:N} of trade {Trade:N}";
}

/// <summary>Ends the open window now and runs the clearing.</summary>
internal sealed record AskedCut(int Region) : Asked
{
    public override string ToString() => $"cut {Id:N} of region {Region}";
}

/// <summary>Runs the clearing of what is due.</summary>
internal sealed record AskedClearing(int Region) : Asked
{
    public override string ToString() => $"clearing of region {Region}";
}

/// <summary>A settlement payment is confirmed.</summary>
internal sealed record AskedConfirm(int Region, Guid Instruction) : Asked
{
    public override string ToString() => $"confirmation {Id:N} of {Instruction:N}";
}

/// <summary>A window's report is made final.</summary>
internal sealed record AskedFinal(int Region, long Window) : Asked
{
    public override string ToString() => $"final report {Id:N} of window {Window}";
}

/// <summary>Figures of an account as committed.</summary>
internal sealed record AskedFigures(long Account) : Asked
{
    public override string ToString() => $"figures of {Account}";
}

/// <summary>Figures of an account as the grain that holds it knows them.</summary>
internal sealed record AskedMemory(long Account, HolderKind Holder, string Key) : Asked
{
    public override string ToString() => $"figures of {Account} in the memory of {Holder} {Key}";
}

/// <summary>Entries of an operation: the line of a statement.</summary>
internal sealed record AskedStatement(Guid Operation) : Asked
{
    public override string ToString() => $"statement of {Operation:N}";
}

/// <summary>One more entry in a grain's own state.</summary>
internal sealed record AskedDiary(string Key) : Asked
{
    public override string ToString() => $"entry in the diary {Key}";
}

/// <summary>Which grain holds an account.</summary>
internal enum HolderKind
{
    Member,
    Community,
    Region,
    World,
}

/// <summary>What an entry does, by its stored number.</summary>
internal enum LegAction
{
    Post = 1,
    Pend = 2,
    PostPending = 3,
    VoidPending = 4,
    ExpirePending = 5,
}
