using System.Globalization;
using Npgsql;

namespace Regional.Benchmarks.Measuring;

/// <summary>Processor seconds used so far: by this process, and by PostgreSQL with all its processes.</summary>
internal readonly record struct CpuReading(double Own, double Postgres)
{
    public static CpuReading operator -(CpuReading later, CpuReading earlier) =>
        new(later.Own - earlier.Own, later.Postgres - earlier.Postgres);
}

/// <summary>Reads processor time from /proc; of processes that ended the postmaster keeps count.</summary>
internal sealed class CpuMeter(int postmaster)
{
    // USER_HZ is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    // Fields of /proc/<pid>/stat after the name in brackets, from 0: parent, user, system, children's user and system.
    private const int Parent = 1, User = 11, System = 12, ChildrenUser = 13, ChildrenSystem = 14;

    public static async Task<CpuMeter> ForAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
        return new CpuMeter(int.Parse((string)(await command.ExecuteScalarAsync())!, CultureInfo.InvariantCulture));
    }

    public CpuReading Read() => new(Environment.CpuUsage.TotalTime.TotalSeconds, ReadPostgres());

    private double ReadPostgres()
    {
        var ticks = 0L;
        foreach (var folder in global::System.IO.Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || ReadStat(folder) is not { } stat)
            {
                continue;
            }

            if (pid == postmaster)
            {
                ticks += stat[User] + stat[System] + stat[ChildrenUser] + stat[ChildrenSystem];
            }
            else if (stat[Parent] == postmaster)
            {
                ticks += stat[User] + stat[System];
            }
        }

        return ticks / TicksPerSecond;
    }

    private static long[]? ReadStat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Take(ChildrenSystem + 1)
                .Select(static field => long.TryParse(field, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }
}
