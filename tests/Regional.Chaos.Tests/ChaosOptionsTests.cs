namespace Regional.Chaos.Tests;

/// <summary>The command line of ops/chaos.</summary>
public sealed class ChaosOptionsTests
{
    [Fact]
    public void Minutes_seed_clients_silos_and_folder_are_read()
    {
        var options = ChaosOptions.Parse(
            ["--minutes", "1.5", "--seed", "7", "--clients", "3", "--silos", "2", "--folder", "here"])!;

        Assert.Equal(
            (TimeSpan.FromSeconds(90), 7, 3, 2, "here"),
            (options.Length, options.Seed, options.ClientCount, options.SiloCount, options.Folder));
    }

    [Theory]
    [InlineData("--minutes", "0")]
    [InlineData("--minutes", "-1")]
    [InlineData("--minutes", "many")]
    [InlineData("--minutes")]
    [InlineData("--seed", "x")]
    [InlineData("--clients", "0")]
    [InlineData("--silos", "100")]
    [InlineData("--else", "1")]
    public void What_is_not_understood_is_refused(params string[] arguments) => Assert.Null(ChaosOptions.Parse(arguments));
}
