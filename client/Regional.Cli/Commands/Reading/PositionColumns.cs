using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Reading;

/// <summary>The table of positions, for <c>positions</c> and <c>watch</c>.</summary>
internal static class PositionColumns
{
    public static Column<PositionView>[] All { get; } =
    [
        new("account", static position => position.Account),
        new("name", static position => position.Name),
        new("status", static position => position.Status),
        new("balance", static position => $"{position.Balance}", IsFigure: true),
        new("held out", static position => position.DebitsPending.Amount, IsFigure: true),
        new("held in", static position => position.CreditsPending.Amount, IsFigure: true),
        new("net debit cap", static position => position.Floor?.Amount, IsFigure: true),
        new("net credit cap", static position => position.Ceiling?.Amount, IsFigure: true),
        new("queued", static position => position.QueuedTrades == 0 ? "" : $"{position.QueuedTrades}", IsFigure: true),
    ];
}
