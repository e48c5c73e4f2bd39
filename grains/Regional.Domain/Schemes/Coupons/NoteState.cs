using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>Where a note is. Every serial has exactly one. Numbers are stored; never reuse one.</summary>
public enum NoteState
{
    /// <summary>In the community's stock: printed, or come back.</summary>
    Stock = 1,

    /// <summary>In a teller's till.</summary>
    Till = 2,

    /// <summary>With the public: part of what the circulation account holds.</summary>
    Outside = 3,

    /// <summary>Expired and taken back, or destroyed; never issued again.</summary>
    Withdrawn = 4,
}

/// <summary>A note as the journal knows it.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Till">Which till, when in one.</param>
/// <param name="TimesIssued">How often it was handed out: zero for one that was never issued.</param>
public readonly record struct NoteRecord(NoteState State, OperationId? Till, long TimesIssued);

/// <summary>A note's place in the books of a community.</summary>
public readonly record struct NoteKey(LedgerId Ledger, NoteSerial Serial);

/// <summary>A till as far as the rules ask.</summary>
/// <param name="Ledger">Its book.</param>
/// <param name="Teller">Who opened it and answers for it.</param>
/// <param name="IsOpen">Whether it was not closed yet.</param>
public readonly record struct TillState(LedgerId Ledger, string Teller, bool IsOpen);
