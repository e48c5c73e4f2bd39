namespace Regional.Domain.Schemes.Komoko;

/// <summary>What a payment is decided on: both sides in one snapshot, the payer's lots among it.</summary>
/// <param name="Payer">Whose lots are consumed; null: no such account.</param>
/// <param name="Payee">Who receives; null: no such account.</param>
public sealed record KomokoState(KomokoParty? Payer, KomokoParty? Payee) : SchemeState;
