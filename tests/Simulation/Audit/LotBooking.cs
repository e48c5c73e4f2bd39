using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Takes what a posting does to lots into the books, where it is what was worked out.</summary>
internal sealed class LotBooking(AuditBook book)
{
    /// <summary>What was taken from lots is as it was worked out, and is taken.</summary>
    public Violation? TakeUses(JournalPosting posting, LotTaking taking, AuditKomokoTerms terms, long? only = null)
    {
        var uses = posting.Lots.Uses.Where(use => only is null || use.Account == only).ToList();
        if (!uses.SequenceEqual(taking.Uses.Select(static use => use.Use)))
        {
            return new Violation(
                "lot-order",
                $"lots should be taken as {string.Join("; ", taking.Uses.Select(static use => use.Use))} by {posting}");
        }

        foreach (var (lot, use) in taking.Uses)
        {
            lot.IsTwisted |= posting.Date.AddDays(-1) < lot.AccruedTo;
            lot.Accrue(use.AccruedTo, terms.Schedule);
            lot.Open -= use.Paid + use.Charged;
            if (lot.Open == 0)
            {
                lot.Leave(0);
            }
        }

        var account = taking.Uses.Count == 0 ? only : taking.Uses[0].Lot.Account;
        return account is { } id ? TakeCarry(posting, id, taking.Carry) : null;
    }

    /// <summary>What an account carries is what is said, where something is.</summary>
    public Violation? TakeCarry(JournalPosting posting, long account, Int128 carry)
    {
        book.Komoko.Carries[account] = carry;
        var said = posting.Lots.Carries.Where(one => one.Account == account).Select(static one => (Int128?)one.Parts)
            .FirstOrDefault();
        return said is { } parts && parts != carry
            ? Wrong($"account {account} carries {carry} and not {parts} after {posting}")
            : null;
    }

    /// <summary>What arrives fills the overdraft first; the rest are lots of those dates.</summary>
    public Violation? TakeArrivals(
        JournalPosting posting, AuditAccount payee, List<(Int128 Amount, DateOnly Matures)> parts)
    {
        var owed = Int128.Max(0, -payee.Balance);
        var expected = new List<(Int128 Amount, DateOnly Matures)>();
        foreach (var (amount, matures) in parts)
        {
            var fills = Int128.Min(owed, amount);
            owed -= fills;
            if (amount > fills)
            {
                expected.Add((amount - fills, matures));
            }
        }

        var arrived = posting.Lots.Arrived.Where(lot => lot.Account == payee.Id).ToList();
        if (!arrived.Select(static lot => ((Int128)lot.Amount, lot.Matures)).SequenceEqual(expected)
            || arrived.Exists(lot => lot.Arrived != posting.Date))
        {
            return new Violation(
                "lot-arrival",
                $"{string.Join("; ", expected.Select(static lot => $"{lot.Amount} due {lot.Matures:yyyy-MM-dd}"))} "
                + $"should arrive on {payee.Id} by {posting}");
        }

        foreach (var lot in arrived)
        {
            book.Komoko.Add(new AuditLot
            {
                Id = lot.Id,
                Account = lot.Account,
                Matures = lot.Matures,
                Arrived = lot.Arrived,
                Amount = lot.Amount,
                Open = lot.Amount,
                AccruedTo = lot.Arrived.AddDays(-1),
            });
        }

        return null;
    }

    private static Violation Wrong(string text) => new("lots", text);
}
