namespace Regional.Silo.Hosting;

/// <summary>The local runtime: every grain in this process.</summary>
internal static class GrainRuntime
{
    public const string Name = "Local";

    public static void Add(WebApplicationBuilder builder, HostSettings settings)
    {
        _ = settings;
        builder.Services.AddSingleton<IDatabaseHold, LocalHostLock>();
        builder.UseOrleans(static silo =>
        {
            // Grain state and reminders hold what may be lost; HostWatch wakes what is due after a restart.
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
        });
    }
}
