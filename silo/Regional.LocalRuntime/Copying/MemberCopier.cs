using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Regional.LocalRuntime.Copying;

/// <summary>Copies a serializable class or struct member by member.</summary>
internal sealed class MemberCopier<T> : Copier<T>
{
    private readonly CopierSet _copiers;
    private readonly FieldInfo[] _fields;
    private Copier[]? _parts;
    private CopyMembers? _copy;

    public MemberCopier(CopierSet copiers)
    {
        _copiers = copiers;
        _fields = [.. MemberLayout.Fields(typeof(T))];
    }

    private delegate T CopyMembers(Copier[] parts, T source, CopyContext context);

    public override T Copy(T value, CopyContext context)
    {
        if (typeof(T).IsValueType)
        {
            return CopyOwn(value, context);
        }

        if (value is null || value.GetType() == typeof(T))
        {
            return value is null ? value
                : context.TryGet<object>(value, out var known) ? (T)known
                : CopyOwn(value, context);
        }

        return (T)_copiers.ForRuntimeType(value.GetType()).CopyObject(value, context);
    }

    private T CopyOwn(T value, CopyContext context)
    {
        // Members are looked up at the first copy and not before: a type may hold itself.
        _parts ??= [.. _fields.Select(f => _copiers.For(f.FieldType))];
        _copy ??= Compile(_parts);
        return _copy(_parts, value, context);
    }

    private CopyMembers Compile(Copier[] parts)
    {
        var method = new DynamicMethod(
            $"Copy{typeof(T).Name}",
            typeof(T),
            [typeof(Copier[]), typeof(T), typeof(CopyContext)],
            typeof(MemberCopier<T>).Module,
            skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(typeof(T));
        EmitNew(il, copy);
        for (var i = 0; i < _fields.Length; i++)
        {
            EmitMember(il, copy, _fields[i], parts[i].IsShared ? null : i);
        }

        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<CopyMembers>();
    }

    private static void EmitNew(ILGenerator il, LocalBuilder copy)
    {
        if (typeof(T).IsValueType)
        {
            il.Emit(OpCodes.Ldloca, copy);
            il.Emit(OpCodes.Initobj, typeof(T));
            return;
        }

        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (typeof(T).GetConstructor(any, Type.EmptyTypes) is { } constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            il.Emit(OpCodes.Ldtoken, typeof(T));
            il.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
            il.Emit(OpCodes.Castclass, typeof(T));
        }

        il.Emit(OpCodes.Stloc, copy);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Call, typeof(CopyContext).GetMethod(nameof(CopyContext.Record))!);
    }

    /// <summary>copy.field = part is null ? source.field : part.Copy(source.field, context).</summary>
    private static void EmitMember(ILGenerator il, LocalBuilder copy, FieldInfo field, int? part)
    {
        il.Emit(typeof(T).IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
        if (part is { } index)
        {
            var copier = typeof(Copier<>).MakeGenericType(field.FieldType);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Castclass, copier);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Callvirt, copier.GetMethod(nameof(Copier<T>.Copy))!);
        }
        else
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Stfld, field);
    }
}
