using Regional.Cli.Screen;

namespace Regional.Cli.Import;

/// <summary>
/// One line of progress on the error stream: rewritten in place on a terminal, said again every few seconds elsewhere.
/// </summary>
internal sealed class ProgressLine(TextWriter to, bool isTerminal, TimeProvider time, string verb)
{
    private const int BarWidth = 24;

    // Often enough to look alive, rarely enough to cost nothing.
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);

    // A log has room for a line now and then; nothing is said of what takes less than two seconds.
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly long _began = time.GetTimestamp();
    private long _said = time.GetTimestamp();
    private (long Count, decimal? Share, string Note) _last;
    private ITimer? _clock;
    private int _width;

    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    private TimeSpan Interval => isTerminal ? OnTerminal : InLog;

    /// <summary>Notes how far it is, and says so if it is time to.</summary>
    /// <param name="count">Things done in this run.</param>
    /// <param name="share">0 to 1 of the whole; null: not known.</param>
    /// <param name="note">What else to say.</param>
    public void Report(long count, decimal? share, string note = "")
    {
        lock (_lock)
        {
            _last = (count, share, note);
            // Whoever watches hears that it goes on, also while a server keeps everything waiting.
            _clock ??= time.CreateTimer(_ => SayAgain(), null, Interval, Interval);
            SayIfDue();
        }
    }

    /// <summary>Clears the line for what comes after.</summary>
    public void End()
    {
        lock (_lock)
        {
            _clock?.Dispose();
            _clock = null;
            if (isTerminal && _width > 0)
            {
                to.Write($"\r{new string(' ', _width)}\r");
                _width = 0;
            }
        }
    }

    private void SayAgain()
    {
        lock (_lock)
        {
            if (_clock is not null)
            {
                SayIfDue();
            }
        }
    }

    private void SayIfDue()
    {
        if (time.GetElapsedTime(_said) < Interval)
        {
            return;
        }

        _said = time.GetTimestamp();
        var text = Text(_last.Count, _last.Share, _last.Note);
        if (isTerminal)
        {
            to.Write($"\r{text.PadRight(_width)}");
            _width = text.Length;
        }
        else
        {
            to.WriteLine(text);
        }
    }

    private string Text(long count, decimal? share, string note)
    {
        var seconds = Math.Max((decimal)Elapsed.TotalSeconds, 0.001m);
        var rate = $"{Figures.Count((long)(count / seconds))}/s";
        if (share is not { } done)
        {
            return $"{verb} {Figures.Count(count)}, {rate}{note}";
        }

        var bar = new string('#', (int)(done * BarWidth)).PadRight(BarWidth, '.');
        var left = done > 0 ? TimeSpan.FromSeconds((double)(seconds * (1 - done) / done)) : (TimeSpan?)null;
        var eta = left is { } time ? $", {time:h\\:mm\\:ss} left" : "";
        return $"{verb} [{bar}] {done * 100:0} %, {Figures.Count(count)}, {rate}{eta}{note}";
    }
}
