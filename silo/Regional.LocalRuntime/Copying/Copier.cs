namespace Regional.LocalRuntime.Copying;

/// <summary>Copies the values of one declared type.</summary>
internal abstract class Copier
{
    /// <summary>Whether a copy is the value itself.</summary>
    public virtual bool IsShared => false;

    /// <summary>Copies a value that crosses a call by itself.</summary>
    public abstract object CopyRoot(object value);

    /// <summary>Copies a value inside a larger copy.</summary>
    public abstract object CopyObject(object value, CopyContext context);
}

/// <summary>Copies the values of one declared type.</summary>
internal abstract class Copier<T> : Copier
{
    public abstract T Copy(T value, CopyContext context);

    public T CopyRoot(T value)
    {
        if (value is null)
        {
            return value;
        }

        var context = CopyContext.Rent();
        var copy = Copy(value, context);
        context.Return();
        return copy;
    }

    public sealed override object CopyRoot(object value) => CopyRoot((T)value)!;

    public sealed override object CopyObject(object value, CopyContext context) => Copy((T)value, context)!;
}

/// <summary>Values that nobody can change.</summary>
internal sealed class SharedCopier<T> : Copier<T>
{
    public override bool IsShared => true;

    public override T Copy(T value, CopyContext context) => value;
}

/// <summary>Values whose runtime type decides: interfaces and base classes.</summary>
internal sealed class RuntimeTypeCopier<T>(CopierSet copiers) : Copier<T>
{
    public override T Copy(T value, CopyContext context) =>
        value is null ? value : (T)copiers.ForRuntimeType(value.GetType()).CopyObject(value, context);
}

/// <summary>Values that have no serializer, by way of one that has.</summary>
internal sealed class SurrogateCopier<T, TSurrogate>(Orleans.IConverter<T, TSurrogate> converter, CopierSet copiers)
    : Copier<T>
    where TSurrogate : struct
{
    private Copier<TSurrogate>? _copier;

    public override T Copy(T value, CopyContext context)
    {
        if (value is null)
        {
            return value;
        }

        _copier ??= copiers.For<TSurrogate>();
        return converter.ConvertFromSurrogate(_copier.Copy(converter.ConvertToSurrogate(in value), context));
    }
}
