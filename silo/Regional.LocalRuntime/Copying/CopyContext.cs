using System.Runtime.CompilerServices;

namespace Regional.LocalRuntime.Copying;

/// <summary>What one copy has seen: an object met twice, or inside itself, is copied once.</summary>
internal sealed class CopyContext
{
    /// <summary>Objects compared one by one before a dictionary pays.</summary>
    private const int LinearCountMax = 8;

    [ThreadStatic]
    private static CopyContext? t_free;

    private readonly object[] _originals = new object[LinearCountMax];
    private readonly object[] _copies = new object[LinearCountMax];
    private Dictionary<object, object>? _more;
    private int _count;

    public static CopyContext Rent()
    {
        var context = t_free ?? new CopyContext();
        t_free = null;
        return context;
    }

    public void Return()
    {
        Array.Clear(_originals, 0, Math.Min(_count, LinearCountMax));
        Array.Clear(_copies, 0, Math.Min(_count, LinearCountMax));
        _more = null;
        _count = 0;
        t_free = this;
    }

    public void Record(object original, object copy)
    {
        if (_count < LinearCountMax)
        {
            _originals[_count] = original;
            _copies[_count] = copy;
        }
        else
        {
            _more ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
            _more[original] = copy;
        }

        _count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet<T>(T original, out T copy)
        where T : class
    {
        copy = null!;
        return _count > 0 && TryFind(original, out copy);
    }

    private bool TryFind<T>(T original, out T copy)
        where T : class
    {
        for (var i = 0; i < Math.Min(_count, LinearCountMax); i++)
        {
            if (ReferenceEquals(_originals[i], original))
            {
                copy = (T)_copies[i];
                return true;
            }
        }

        copy = _more is not null && _more.TryGetValue(original, out var found) ? (T)found : null!;
        return copy is not null;
    }
}
