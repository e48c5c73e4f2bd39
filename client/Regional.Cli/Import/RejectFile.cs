using System.Text;

namespace Regional.Cli.Import;

/// <summary>
/// The rejects beside the input, <c>file.csv.rejects.csv</c>, in the order of their lines. Made with the first reject;
/// one that an earlier run left is replaced.
/// </summary>
internal sealed class RejectFile : IDisposable
{
    private const string Header = "line,column,code,reason,original\r\n";

    private FileStream? _file;

    /// <param name="path">Where it is.</param>
    /// <param name="keep">Bytes of an interrupted run to keep; 0: none.</param>
    public RejectFile(string path, long keep)
    {
        Path = path;
        if (keep > 0 && File.Exists(path))
        {
            _file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
            _file.SetLength(Math.Min(keep, _file.Length));
            _file.Seek(0, SeekOrigin.End);
        }
        else
        {
            File.Delete(path);
        }
    }

    public string Path { get; }

    /// <summary>Bytes written and given to the file system.</summary>
    public long FlushedLength { get; private set; }

    public void Add(Reject reject)
    {
        if (_file is null)
        {
            _file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read);
            Write(Header);
        }

        Write($"{reject.Line},{Quote(reject.Column)},{Quote(reject.Code)},{Quote(reject.Reason)},{Quote(reject.Original)}\r\n");
    }

    public void Flush()
    {
        _file?.Flush();
        FlushedLength = _file?.Length ?? 0;
    }

    public void Dispose() => _file?.Dispose();

    private void Write(string text) => _file!.Write(Encoding.UTF8.GetBytes(text));

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
