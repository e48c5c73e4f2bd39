using System.Text.RegularExpressions;

namespace Regional.Tidy.Tests;

/// <summary>What no source may contain, and where. A failure lists the places.</summary>
public sealed partial class SourceTests
{
    private const string Self = "tests/Regional.Tidy.Tests/";

    /// <summary>Files that are longer than the limit, and why each stays whole.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["tests/Regional.TestKit/Journal/JournalStoreContract.cs"] =
            "one contract that every journal store passes, in one list: two files would be two contracts",
    };

    private const int LineCountMax = 400;

    [Fact]
    public void The_sources_are_there()
    {
        Assert.True(TrackedFiles.Code("grains/Regional.Domain").Count() > 40);
        Assert.Contains(TrackedFiles.All, static file => file.Path == "Regional.sln");
    }

    [Fact]
    public void Domain_is_pure_no_await_no_clock_no_chance_no_floating_point_no_database_no_Orleans() =>
        AssertNone(TrackedFiles.Code("grains/Regional.Domain"), Impure(), inCodeOnly: true);

    [Fact]
    public void Grains_and_rules_take_time_ids_and_chance_from_outside_and_stay_on_their_scheduler() =>
        AssertNone(TrackedFiles.Code("grains"), OutsideWorld(), inCodeOnly: true);

    [Fact]
    public void The_same_sources_compile_on_both_runtimes_without_conditions() =>
        AssertNone(TrackedFiles.Code("grains"), Condition());

    [Fact]
    public void Nothing_is_folded_away_or_left_for_later() =>
        AssertNone(TrackedFiles.Code().Where(static file => !file.IsIn(Self.TrimEnd('/'))), LeftForLater());

    [Fact]
    public void No_type_is_called_manager_helper_or_utils() =>
        AssertNone(TrackedFiles.Code(), VagueName(), inCodeOnly: true);

    [Fact]
    public void No_test_is_skipped_for_good() =>
        AssertNone(TrackedFiles.Code("tests").Where(static file => !file.IsIn(Self.TrimEnd('/'))), SkippedTest());

    [Fact]
    public void Money_rates_and_balances_are_no_floating_point_anywhere_in_the_product() =>
        AssertNone(TrackedFiles.Code("grains", "silo/Regional.Storage"), FloatingMoney(), inCodeOnly: true);

    [Fact]
    public void A_long_file_has_its_reason_here()
    {
        var tooLong = TrackedFiles.Code().Where(static file => file.Lines.Length > LineCountMax)
            .Select(static file => file.Path).ToArray();
        Assert.Equal(LongFiles.Keys.Order(StringComparer.Ordinal), tooLong.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_tracked_file_knows_the_machine_it_was_written_on() =>
        AssertNone(TrackedFiles.All.Where(static file => !file.IsIn(Self.TrimEnd('/'))), Machine());

    [Fact]
    public void No_package_registry_is_named_the_machines_own_configuration_says_where_packages_are()
    {
        Assert.DoesNotContain(
            TrackedFiles.All, static file => Path.GetFileName(file.Path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase));
        AssertNone(TrackedFiles.All.Where(static file => !file.IsIn(Self.TrimEnd('/'))), Registry());
    }

    [Fact]
    public void Migrations_are_numbered_and_named_by_intent_each_number_once()
    {
        var names = TrackedFiles.All.Where(static file => file.Path.EndsWith(".sql", StringComparison.Ordinal)
                && file.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(file.Path)).Order(StringComparer.Ordinal).ToArray();
        Assert.All(names, static name => Assert.Matches(@"^\d{4}_[a-z][a-z0-9_]+\.sql$", name));
        Assert.Equal(names.Length, names.Select(static name => name[..4]).Distinct().Count());
    }

    [Theory]
    [InlineData("Domain", "var now = DateTime.UtcNow;", true)]
    [InlineData("Domain", "public async Task<int> F()", true)]
    [InlineData("Domain", "double rate = 1.5;", true)]
    [InlineData("Domain", "using Npgsql;", true)]
    [InlineData("Domain", "// double-entry, as a Task would", false)]
    [InlineData("Domain", "var text = \"a double \\\" Task\";", false)]
    [InlineData("Grains", "var id = Guid.NewGuid();", true)]
    [InlineData("Grains", "await Task.Run(F);", true)]
    [InlineData("Grains", "await x.ConfigureAwait(false);", true)]
    [InlineData("Grains", "var now = time.GetUtcNow();", false)]
    [InlineData("Grains", "    #if DEBUG", false)]
    public void The_patterns_find_what_they_are_for(string rule, string line, bool expected) => Assert.Equal(
        expected, new TrackedFile("x.cs", [line]).Find(rule == "Domain" ? Impure() : OutsideWorld(), inCodeOnly: true).Any());

    [Fact]
    public void The_patterns_for_whole_texts_find_what_they_are_for()
    {
        Assert.Matches(Condition(), "  #if DEBUG");
        Assert.Matches(LeftForLater(), "// " + "TODO");
        Assert.Matches(SkippedTest(), "[Fact(Skip = \"later\")]");
        Assert.Matches(Machine(), "cd /home/somebody/regional");
        Assert.DoesNotMatch(Machine(), "GET https://example.org/home/page/");
        Assert.Matches(Registry(), "<packageSources>");
        Assert.Matches(FloatingMoney(), "double feeMinor = 1;");
        Assert.Matches(VagueName(), "internal sealed class TradeManager");
    }

    private static void AssertNone(IEnumerable<TrackedFile> files, Regex pattern, bool inCodeOnly = false)
    {
        var found = files.SelectMany(file => file.Find(pattern, inCodeOnly)).ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"\b(async|await|Task|ValueTask|DateTime\.Now|UtcNow|Today|GetUtcNow|Stopwatch|NewGuid|CreateVersion7|Random|RandomNumberGenerator|double|float|Double|Single|Half|Npgsql|Orleans|Thread|lock)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Impure();

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(Utc)?Now|DateTime\.Today|Guid\.(NewGuid|CreateVersion7)|Random\.Shared|new Random|Task\.Run|Thread\.Sleep)\b|ConfigureAwait\(false\)|\.GetAwaiter\(\)\.GetResult\(\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OutsideWorld();

    [GeneratedRegex(@"^\s*#(if|elif|else|endif)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^\s*#(end)?region\b|\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|#pragma warning disable(?!.*//)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helpers?|Utils?|Utilities|Misc)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\bSkip\s*=|\bAssert\.Skip\(|\bSkipUnless\s*=|\bSkipWhen\s*=|\bExplicit\s*=\s*true", RegexOptions.None, 1000)]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"\b(double|float)\??\s+\w*(amount|balance|rate|minor|money|price|fee|cash|floor|ceiling)\w*\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FloatingMoney();

    [GeneratedRegex(@"(?<![\w.])/(work|root|home/\w+|Users/\w+)/|\b[A-Z]:\\\\?Users\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Machine();

    [GeneratedRegex(@"packageSources|api\.nuget\.org|/v3/index\.json|\b(artifactory|nexus)\b|//(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.|\.(internal|corp|lan)\b[:/]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Registry();
}
