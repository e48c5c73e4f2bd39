using System.Xml.Linq;

namespace Regional.Tidy.Tests;

/// <summary>References point one way (DESIGN section 8): Silo → Grains → Contracts → Domain.</summary>
public sealed class ReferenceTests
{
    private const string Domain = "Regional.Domain";
    private const string Contracts = "Regional.Contracts";
    private const string Grains = "Regional.Grains";
    private const string Storage = "Regional.Storage";
    private const string LocalRuntime = "Regional.LocalRuntime";
    private const string Silo = "Regional.Silo";
    private const string Client = "Regional.Client";
    private const string Cli = "Regional.Cli";

    /// <summary>What each project may refer to. Tests and their kit may refer to anything but one another's tests.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Domain] = [],
        [Contracts] = [Domain],
        [Grains] = [Contracts, Domain],
        // The local runtime keeps grain state and reminders in the same tables as Orleans, which brings its own code.
        [Storage] = [Contracts, Domain, LocalRuntime],
        [LocalRuntime] = [],
        [Silo] = [Grains, Contracts, Domain, Storage, LocalRuntime, Client],
        [Client] = [],
        // Domain for derived ids and decimal text; Storage for verify and the first token, which need no server.
        [Cli] = [Client, Domain, Storage],
    };

    /// <summary>The packages a project may name; the ones not listed here are free.</summary>
    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        [Domain] = [],
        [Contracts] = [],
    };

    public static TheoryData<string> Projects =>
        [.. TrackedFiles.All.Where(static file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).Select(static file => file.Path)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_lies_below_it(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var references = Values(path, "ProjectReference").Select(static value => Path.GetFileNameWithoutExtension(value.Replace('\\', '/')));
        if (path.StartsWith("tests/", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(references, static reference => reference.EndsWith(".Tests", StringComparison.Ordinal));
            return;
        }

        Assert.True(Allowed.ContainsKey(name), $"{name} has no place in the order of projects.");
        Assert.All(references, reference => Assert.Contains(reference, Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_pure_project_names_no_package_and_no_project_names_a_version(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (AllowedPackages.TryGetValue(name, out var packages))
        {
            Assert.Equal(packages, Values(path, "PackageReference"));
        }

        Assert.DoesNotContain(Load(path).Descendants(), static element =>
            element.Name.LocalName == "PackageReference" && element.Attribute("Version") is not null);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = string.Join('\n', TrackedFiles.All.Single(static file => file.Path == "Regional.sln").Lines)
            .Replace('\\', '/');
        Assert.All(Projects, row => Assert.Contains(row.Data, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Neither_grains_nor_clients_nor_the_local_runtime_speak_to_PostgreSQL()
    {
        var found = TrackedFiles.Code("grains", "client").Concat(TrackedFiles.Code("silo/Regional.LocalRuntime"))
            .SelectMany(static file => file.Lines.Where(static line => line.StartsWith("using Npgsql", StringComparison.Ordinal))
                .Select(line => $"{file.Path}: {line}"));
        Assert.Empty(found);
    }

    private static IEnumerable<string> Values(string path, string element) => Load(path).Descendants()
        .Where(found => found.Name.LocalName == element).Select(static found => (string)found.Attribute("Include")!);

    private static XDocument Load(string path) => XDocument.Load(Path.Combine(TrackedFiles.Root, path));
}
