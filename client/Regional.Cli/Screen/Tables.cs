using Spectre.Console;

namespace Regional.Cli.Screen;

/// <summary>One column of a table.</summary>
/// <param name="Header">Its name.</param>
/// <param name="Text">Its text; null: empty.</param>
/// <param name="IsFigure">Right-aligned, never wrapped.</param>
internal sealed record Column<T>(string Header, Func<T, string?> Text, bool IsFigure = false);

/// <summary>Tables as every command prints them.</summary>
internal static class Tables
{
    public static Table New<T>(IEnumerable<Column<T>> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            var made = new TableColumn(new Text(column.Header));
            table.AddColumn(column.IsFigure ? made.RightAligned().NoWrap() : made);
        }

        return table;
    }

    // Text, not markup: what members wrote is shown and never interpreted.
    public static void AddRow<T>(Table table, IEnumerable<Column<T>> columns, T item) =>
        table.AddRow(columns.Select(column => new Text(Printable(column.Text(item) ?? ""))));

    public static void Print<T>(this AnswerPrinter answers, IEnumerable<T> items, params Column<T>[] columns)
    {
        var table = New(columns);
        foreach (var item in items)
        {
            AddRow(table, columns, item);
        }

        answers.Console.Write(table);
    }

    /// <summary>Names and values below each other, those that have a value.</summary>
    public static void Print(this AnswerPrinter answers, params ReadOnlySpan<(string Name, string? Value)> lines)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in lines)
        {
            if (!string.IsNullOrEmpty(value))
            {
                grid.AddRow(new Text(name), new Text(Printable(value)));
            }
        }

        answers.Console.Write(grid);
    }

    /// <summary>Control characters shown, not obeyed: a reference must not repaint a coordinator's terminal.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? '\u00B7' : c)) : text;
}
