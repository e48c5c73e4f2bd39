using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Storage.Tests.Registry;

/// <summary>Postings as the grains would make them, straight into the journal.</summary>
internal static class Payments
{
    public static readonly DateOnly Day = new(2026, 11, 22);

    public static async Task<Receipt> PostAsync(this World world, Posting posting)
    {
        var isPlain = posting.Effects.IsEmpty;
        var result = await world.Journal.CommitAsync(
            new JournalBatch(isPlain ? [posting] : [], isPlain ? [] : [posting]), TestContext.Current.CancellationToken);
        return Assert.IsType<PostingOutcome.Posted>(result.Outcomes[posting.Id]).Receipt;
    }

    /// <summary>Within one ledger.</summary>
    public static Task<Receipt> PayAsync(
        this World world, World.Party party, long minor, Func<Leg, Leg>? change = null, DateOnly? day = null) =>
        world.PostAsync(New(day ?? Day, Changed(Leg(party.Ledger, party.First, party.Second, new Amount(minor, UnitOf(world, party))), change)));

    /// <summary>From the first member of one to the first of another, at 160 rupiah to the cent.</summary>
    public static Posting Trade(World world, World.Party from, World.Party to, long cents)
    {
        var komoko = new Amount(cents, World.Komoko);
        var paid = from == world.Beta ? new Amount(cents * 160, World.Rupiah) : komoko;
        var received = to == world.Beta ? new Amount(cents * 160, World.Rupiah) : komoko;
        var posting = New(
            Day,
            Leg(from.Ledger, from.First, from.Mirror, paid) with { Counter = komoko },
            Leg(world.RegionLedger, from.AtRegion, to.AtRegion, komoko),
            Leg(to.Ledger, to.Mirror, to.First, received) with { Counter = komoko });
        return posting with
        {
            Kind = OperationKind.Trade,
            Trade = posting.Id,
            Legs = [.. posting.Legs.Select(static leg => leg.Counter is null ? leg : leg with { ForcedReason = "test" })],
        };
    }

    public static Posting New(DateOnly day, params ReadOnlySpan<Leg> legs)
    {
        var id = World.NewId();
        return new Posting
        {
            Id = id,
            Kind = OperationKind.Posting,
            Fingerprint = new Fingerprint.Builder(OperationKind.Posting).Add("id", id.ToString()).Build(),
            EnteredBy = "member:test",
            BusinessDate = day,
            Reference = "Rice",
            DocumentNumber = "INV-7",
            Legs = [.. legs],
        };
    }

    public static Leg Leg(LedgerId ledger, AccountId debit, AccountId credit, Amount amount) =>
        new() { Ledger = ledger, Debit = debit, Credit = credit, Amount = amount };

    private static Leg Changed(Leg leg, Func<Leg, Leg>? change) => change is null ? leg : change(leg);

    private static Currency UnitOf(World world, World.Party party) => party == world.Beta ? World.Rupiah : World.Komoko;
}
