namespace Regional.LocalRuntime.Copying;

/// <summary>
/// Copies collections declared as an interface: by their own type where it may cross a call, else into a plain
/// collection, as Orleans does with the compiler's own lists.
/// </summary>
internal abstract class InterfaceCopier<TInterface>(CopierSet copiers) : Copier<TInterface>
{
    public override TInterface Copy(TInterface value, CopyContext context)
    {
        if (value is null)
        {
            return value;
        }

        return copiers.TryForRuntimeType(value.GetType()) is { } own
            ? (TInterface)own.CopyObject(value, context)
            : (TInterface)CopyPlain(value, context);
    }

    protected abstract object CopyPlain(TInterface value, CopyContext context);
}

internal sealed class ListInterfaceCopier<TInterface, T>(CopierSet copiers) : InterfaceCopier<TInterface>(copiers)
    where TInterface : IEnumerable<T>
{
    private readonly Copier<List<T>> _list = copiers.For<List<T>>();

    protected override object CopyPlain(TInterface value, CopyContext context) => _list.Copy([.. value], context);
}

internal sealed class SetInterfaceCopier<TInterface, T>(CopierSet copiers) : InterfaceCopier<TInterface>(copiers)
    where TInterface : IEnumerable<T>
{
    private readonly Copier<HashSet<T>> _set = copiers.For<HashSet<T>>();

    protected override object CopyPlain(TInterface value, CopyContext context) => _set.Copy([.. value], context);
}

internal sealed class DictionaryInterfaceCopier<TInterface, TKey, TValue>(CopierSet copiers)
    : InterfaceCopier<TInterface>(copiers)
    where TInterface : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly Copier<Dictionary<TKey, TValue>> _dictionary = copiers.For<Dictionary<TKey, TValue>>();

    protected override object CopyPlain(TInterface value, CopyContext context) =>
        _dictionary.Copy(new Dictionary<TKey, TValue>(value), context);
}
