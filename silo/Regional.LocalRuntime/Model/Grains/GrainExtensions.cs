using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Hosting;

namespace Orleans;

/// <summary>A grain's or a reference's identity.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        IGrainBase instance => instance.GrainContext.GrainId,
        GrainProxy reference => reference.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw NeitherNor(grain),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>A reference to this grain, to be handed to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)SiloOf(grain).Factory.Reference(typeof(TGrainInterface), grain.GetGrainId());

    private static Silo SiloOf(IAddressable grain) => grain switch
    {
        IGrainBase { GrainContext: Activation activation } => activation.Silo,
        GrainProxy reference => reference.Silo,
        _ => throw NeitherNor(grain),
    };

    private static ArgumentException NeitherNor(IAddressable grain) =>
        new($"{grain?.GetType()} is neither a grain nor a reference to one.", nameof(grain));
}
