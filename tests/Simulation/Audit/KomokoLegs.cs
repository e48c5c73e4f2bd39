using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>What was asked of a komoko, seen in what was posted: lots make several entries of one payment.</summary>
internal static class KomokoLegs
{
    /// <summary>
    /// The transfers without demurrage, which lots are held to, and with entries of the same payment added up.
    /// </summary>
    public static List<JournalLeg> Fold(AuditBook book, JournalPosting posting)
    {
        var folded = new List<JournalLeg>();
        foreach (var leg in posting.Legs)
        {
            var ledger = book.Ledgers[leg.Ledger];
            if (ledger.Scheme != AuditCircles.Scheme)
            {
                folded.Add(leg);
            }
            else if (leg.Purpose == "demurrage" && leg.Credit == ledger.SystemAccounts[AuditRole.Demurrage])
            {
                continue;
            }
            else if (folded.Count > 0 && IsSame(folded[^1], leg))
            {
                folded[^1] = leg with { Amount = folded[^1].Amount + leg.Amount };
            }
            else
            {
                folded.Add(leg);
            }
        }

        return folded;
    }

    private static bool IsSame(JournalLeg left, JournalLeg right) =>
        left.Ledger == right.Ledger && left.Debit == right.Debit && left.Credit == right.Credit
        && left.Action == right.Action && left.IsForced == right.IsForced && left.Purpose == right.Purpose && left.Counter == right.Counter;
}
