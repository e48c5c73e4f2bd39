using Orleans.Runtime;
using Regional.LocalRuntime.Calls;

namespace Orleans;

/// <summary>A grain's or a reference's identity.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        IGrainBase instance => instance.GrainContext.GrainId,
        GrainProxy reference => reference.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>A reference to this grain, to be handed to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)SiloOf(grain).Factory.Reference(typeof(TGrainInterface), grain.GetGrainId());

    private static Regional.LocalRuntime.Hosting.Silo SiloOf(IAddressable grain) => grain switch
    {
        IGrainBase { GrainContext: Regional.LocalRuntime.Activations.Activation activation } => activation.Silo,
        GrainProxy reference => reference.Silo,
        _ => throw new ArgumentException($"{grain?.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
