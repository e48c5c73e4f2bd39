using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Windows;

/// <summary>The durable marks of a window's run.</summary>
internal static class WindowSteps
{
    /// <summary>A step the commands of this folder mark themselves: the window was cut by hand.</summary>
    public const short Cut = 1;

    /// <summary>Whether it is done.</summary>
    public static Task<bool> IsDoneAsync(CommandScope scope, WindowId window, Enum step) => scope.GetValueAsync<bool>(
        "select exists (select from window_steps where window_id = $1 and step = $2)", window, step);

    /// <summary>Marks it.</summary>
    public static Task MarkAsync(CommandScope scope, WindowId window, short step) => scope.ExecuteAsync(
        "insert into window_steps (window_id, step, done_at, actor, operation) values ($1, $2, $3, $4, $5)",
        window, step, scope.At, scope.Actor, scope.Id);
}
