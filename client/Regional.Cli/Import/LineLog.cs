namespace Regional.Cli.Import;

/// <summary>
/// What became of every line, told in the order of the file however the answers come: rejects are written and the
/// checkpoint moves only behind lines that are all done with.
/// </summary>
internal sealed class LineLog(RejectFile rejects, FileInfo input, string target, Checkpoint? resumed)
{
    private readonly Queue<LineSlot> _open = new();

    /// <summary>Lines not done with, or behind one that is not.</summary>
    public int OpenCount => _open.Count;

    /// <summary>Every line up to this one is done with.</summary>
    public long Line { get; private set; } = resumed?.Line ?? 1;

    public ImportTotals Totals { get; private set; } = resumed?.Totals ?? ImportTotals.None;

    /// <summary>Lines of this run.</summary>
    public long CountOfRun => Totals.Lines - (resumed?.Totals.Lines ?? 0);

    public void Begin(LineSlot slot) => _open.Enqueue(slot);

    /// <summary>Counts what is done with at the front.</summary>
    public void Settle()
    {
        while (_open.TryPeek(out var slot) && slot.Outcome != LineOutcome.Open)
        {
            _open.Dequeue();
            Line = slot.Line;
            Totals = slot.Outcome switch
            {
                LineOutcome.Posted => Totals with { Posted = Totals.Posted + 1 },
                LineOutcome.Replayed => Totals with { Replayed = Totals.Replayed + 1 },
                LineOutcome.Queued => Totals with { Queued = Totals.Queued + 1 },
                LineOutcome.Skipped => Totals with { Skipped = Totals.Skipped + 1 },
                LineOutcome.Rejected => Totals with { Rejected = Totals.Rejected + 1 },
                LineOutcome.Open => Totals,
            };
            if (slot.Reject is { } reject)
            {
                rejects.Add(reject);
            }
        }
    }

    public void SaveCheckpoint()
    {
        rejects.Flush();
        new Checkpoint
        {
            Target = target,
            InputLength = input.Length,
            InputChangedUtc = input.LastWriteTimeUtc,
            Line = Line,
            RejectsLength = rejects.FlushedLength,
            Totals = Totals,
        }.Save(input);
    }

    public ImportResult Result(RejectFile file, ImportPace pace)
    {
        var seconds = Math.Round((decimal)pace.Progress.Elapsed.TotalSeconds, 3);
        return new ImportResult(
            Totals.Lines, Totals.Posted, Totals.Replayed, Totals.Queued, Totals.Skipped, Totals.Rejected,
            Totals.Rejected == 0 ? null : file.Path, seconds, (long)(CountOfRun / Math.Max(seconds, 0.001m)));
    }
}
