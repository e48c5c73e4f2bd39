using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Model.Tables;

/// <summary>What the tables say of windows and arrears.</summary>
internal static class WindowPick
{
    /// <summary>The window that takes what is posted in a region's ledger at a moment; null: none is open.</summary>
    public static WindowRow? OpenWindow(this ModelTables tables, RegionId region, DateTimeOffset at)
    {
        WindowRow? first = null;
        foreach (var window in tables.WindowsOf(region))
        {
            if (window.Status == WindowStatus.Open && window.Closes > at && (first is null || window.Closes < first.Closes))
            {
                first = window;
            }
        }

        return first;
    }

    /// <summary>Whether the member is named as late with a payment it still owes.</summary>
    public static bool HasArrears(this ModelTables tables, AccountId account)
    {
        foreach (var window in tables.WindowsOf(tables.Ledger(tables.Account(account)!.State.Ledger)!.Region))
        {
            if (tables.InstructionsOf(window.Id).Exists(other => other.Account == account && other.IsInArrears))
            {
                return true;
            }
        }

        return false;
    }
}
