namespace Regional.LocalRuntime.Calls;

/// <summary>Keeps timers and time limits from carrying the ambient values of the request that starts them.</summary>
internal static class AmbientValues
{
    public static T Without<T>(Func<T> make)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return make();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return make();
        }
    }
}
