using System.Text;
using System.Threading.Channels;

namespace Regional.Chaos.Notes;

/// <summary>
/// The clients' notes: a file of lines, each on the disk before its writer goes on. Writers that come at the same moment
/// share one flush.
/// </summary>
public sealed class NoteBook : IAsyncDisposable
{
    // More writers than clients never wait at once; the bound only keeps a mistake from filling the memory.
    private const int WaitingMax = 10_000;

    private readonly Channel<(string Line, TaskCompletionSource Written)> _lines =
        Channel.CreateBounded<(string Line, TaskCompletionSource Written)>(WaitingMax);

    private readonly FileStream _file;
    private readonly Task _writing;
    private long _no;

    public NoteBook(string path)
    {
        Path = path;
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _writing = Task.Run(WriteAllAsync);
    }

    public string Path { get; }

    /// <summary>The number of the next attempt.</summary>
    public long NextNo() => Interlocked.Increment(ref _no);

    /// <summary>Returns when the note is on the disk.</summary>
    public async Task WriteAsync(params IEnumerable<Note> notes)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _lines.Writer.WriteAsync((string.Concat(notes.Select(static note => $"{note.ToLine()}\n")), written));
        await written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            var waiting = new List<TaskCompletionSource>();
            try
            {
                while (_lines.Reader.TryRead(out var line))
                {
                    waiting.Add(line.Written);
                    _file.Write(Encoding.UTF8.GetBytes(line.Line));
                }

                _file.Flush(flushToDisk: true);
                waiting.ForEach(static written => written.SetResult());
            }
            catch (IOException full)
            {
                waiting.ForEach(written => written.TrySetException(full));
            }
        }
    }
}
