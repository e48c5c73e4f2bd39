using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Storage.Journal;

/// <summary>What a batch adds to one account.</summary>
internal sealed class AccountTotals(LedgerId ledger, Currency currency)
{
    public LedgerId Ledger => ledger;

    public Currency Currency => currency;

    /// <summary>Its place among the batch's accounts, from 0, by id.</summary>
    public int Place { get; set; }

    public long DebitsPosted { get; private set; }

    public long CreditsPosted { get; private set; }

    public long DebitsPending { get; private set; }

    public long CreditsPending { get; private set; }

    /// <summary>Debits placed, posted or pending: what limits are about.</summary>
    public long DebitsPlaced { get; private set; }

    public long CreditsPlaced { get; private set; }

    /// <summary>Debits placed up to the last unforced one; null: none is unforced. As <see cref="AccountRules"/> counts.</summary>
    public long? DebitsAtRisk { get; private set; }

    public long? CreditsAtRisk { get; private set; }

    public int Entries { get; private set; }

    /// <summary>Entries numbered so far, in the order of legs.</summary>
    public int EntriesSeen { get; private set; }

    /// <summary>What the entries numbered so far add to the posted balance.</summary>
    public long MovedSoFar { get; private set; }

    public long Moved => CreditsPosted - DebitsPosted;

    public void AddDebit(Leg leg)
    {
        var amount = leg.Amount.Minor;
        Entries++;
        DebitsPosted += BatchColumns.Moves(leg) ? amount : 0;
        DebitsPending += leg.Action == TransferAction.Pend ? amount : 0;
        if (BatchColumns.Places(leg))
        {
            DebitsPlaced += amount;
            DebitsAtRisk = leg.IsForced ? DebitsAtRisk : DebitsPlaced;
        }
    }

    public void AddCredit(Leg leg)
    {
        var amount = leg.Amount.Minor;
        Entries++;
        CreditsPosted += BatchColumns.Moves(leg) ? amount : 0;
        CreditsPending += leg.Action == TransferAction.Pend ? amount : 0;
        if (BatchColumns.Places(leg))
        {
            CreditsPlaced += amount;
            CreditsAtRisk = leg.IsForced ? CreditsAtRisk : CreditsPlaced;
        }
    }

    /// <summary>Numbers the next entry; how many follow it and what they add to the balance.</summary>
    public (int Entries, long Moved) Next(long moved)
    {
        EntriesSeen++;
        MovedSoFar += moved;
        return (Entries - EntriesSeen, Moved - MovedSoFar);
    }
}
