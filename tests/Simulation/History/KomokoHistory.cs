using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>A member is entered as household (1) or business (2) of a komoko, from a date on.</summary>
internal sealed record AskedHolder(
    int Ledger, long Member, int Class, DateOnly FirstClearing, int Months, bool IsLong, long Depreciation,
    DateOnly From) : AskedChange
{
    public override string ToString() =>
        $"holder {Id:N} {Member} of ledger {Ledger}: class {Class}, clears {FirstClearing:yyyy-MM-dd} every {Months} "
        + $"months, depreciation {Depreciation}, from {From:yyyy-MM-dd}{(IsLong ? ", long" : "")}";
}

/// <summary>The demurrage of one account up to a date.</summary>
internal sealed record AskedDemurrage(int Ledger, long Account, AskedTexts Texts) : Asked
{
    public override string ToString() => $"demurrage {Id:N} of {Account} ({Texts})";
}

/// <summary>The clearing of a business at the end of its turnover period.</summary>
internal sealed record AskedTurnoverEnd(int Ledger, long Financial, long Real, AskedTexts Texts) : Asked
{
    public override string ToString() => $"turnover end {Id:N} of {Real}, covered from {Financial} ({Texts})";
}

/// <summary>What a posting took from a lot, and left accrued on it: parts of a minor unit, up to a day.</summary>
internal readonly record struct JournalLotUse(
    long Account, long Lot, long Paid, long Charged, Int128 Parts, DateOnly AccruedTo)
{
    public override string ToString() =>
        $"lot {Lot} of {Account} paid {Paid} charged {Charged} accrued {Parts} to {AccruedTo:yyyy-MM-dd}";
}

/// <summary>A lot as it arrived.</summary>
internal readonly record struct JournalLot(long Id, long Account, long Amount, DateOnly Matures, DateOnly Arrived)
{
    public override string ToString() =>
        $"lot {Id} of {Account}: {Amount} arrived {Arrived:yyyy-MM-dd} matures {Matures:yyyy-MM-dd}";
}

/// <summary>A lot as it is stored.</summary>
internal readonly record struct JournalLotState(JournalLot Lot, long Open, Int128 Parts, DateOnly AccruedTo);

/// <summary>What an account carries of closed lots after a posting, parts of a minor unit.</summary>
internal readonly record struct JournalCarry(long Account, Int128 Parts)
{
    public override string ToString() => $"{Account} carries {Parts}";
}

/// <summary>What lots did in one posting.</summary>
internal sealed record JournalLots(
    ImmutableArray<JournalLotUse> Uses, ImmutableArray<JournalLot> Arrived, ImmutableArray<JournalCarry> Carries)
{
    public static JournalLots None { get; } = new([], [], []);

    public bool IsEmpty => Uses.IsEmpty && Arrived.IsEmpty && Carries.IsEmpty;

    public override string ToString() =>
        $"{string.Join("; ", Uses)} -> {string.Join("; ", Arrived)} {string.Join("; ", Carries)}";
}
