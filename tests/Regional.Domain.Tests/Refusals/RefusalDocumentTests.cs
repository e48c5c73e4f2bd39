using System.Text.RegularExpressions;
using Regional.Domain.Refusals;
using Regional.Domain.Tests.Ledger;
using Regional.Domain.Tests.Schemes;

namespace Regional.Domain.Tests.Refusals;

/// <summary>Holds the enum, ops/docs/refusals.md and the table of cases together.</summary>
public sealed partial class RefusalDocumentTests
{
    private static readonly string Document = Repository.Read("ops/docs/refusals.md");

    public static TheoryData<RefusalReason> Reasons => [.. Enum.GetValues<RefusalReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_its_heading_with_number_class_facts_and_advice(RefusalReason reason)
    {
        var entry = RefusalCatalogue.Of(reason);
        var expected = $"""
            #### {entry.Number} {entry.Code}

            Class: {entry.Class.ToString().ToLowerInvariant()}. Facts: {(entry.Facts.Length == 0 ? "none" : entry.Facts)}.

            What to do: {entry.Advice}

            """;
        Assert.Contains(expected, Document + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_knows_no_refusal_that_the_catalogue_does_not()
    {
        var headings = Heading().Matches(Document).Select(static match => match.Value);
        Assert.Equal(RefusalCatalogue.All.Select(static entry => $"{entry.Number} {entry.Code}"), headings);
    }

    [Fact]
    public void Codes_are_unique_words_in_camel_case()
    {
        Assert.All(RefusalCatalogue.All, static entry => Assert.Matches("^[a-z][a-zA-Z]{2,39}$", entry.Code));
        Assert.Equal(
            RefusalCatalogue.All.Count(), RefusalCatalogue.All.Select(static entry => entry.Code).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_code_is_its_reason_in_camel_case_and_the_advice_is_a_sentence(RefusalReason reason)
    {
        var entry = RefusalCatalogue.Of(reason);
        Assert.Equal($"{char.ToLowerInvariant(reason.ToString()[0])}{reason.ToString()[1..]}", entry.Code);
        Assert.Matches("^[A-Z].*[.]$", entry.Advice);
    }

    [Fact]
    public void Every_refusal_of_postings_has_a_row_in_the_tables_of_cases()
    {
        var tabled = LadderCases.All.Select(static row => row.Expected)
            .Concat(MutualCreditTests.Table.Select(static row => row.Expected))
            .Concat(LadderSteps.All.Select(static step => step.Code)).ToHashSet();
        var ofPostings = RefusalCatalogue.All.Where(static entry => entry.Number is >= 100 and < 150);
        Assert.All(ofPostings, entry => Assert.Contains(entry.Code, tabled));
    }

    [Fact]
    public void The_documents_order_of_checks_is_the_ladders() =>
        Assert.Equal(LadderSteps.All.Select(static step => step.Name), OrderOf("postings"));

    [Fact]
    public void Every_refusal_in_an_order_of_checks_exists()
    {
        var known = RefusalCatalogue.All.Select(static entry => entry.Code).ToHashSet();
        var named = Step().Matches(Document).SelectMany(static match => match.Value.Split(" or "))
            .Select(static name => name.Split(' ')[0]);
        var quoted = Quoted().Matches(Document).Select(static match => match.Value);
        Assert.All(named.Concat(quoted), name => Assert.Contains(name, known));
    }

    private static IEnumerable<string> OrderOf(string operation)
    {
        var start = Document.IndexOf($"### Order: {operation}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The document has no order of checks for {operation}.");
        var end = Document.IndexOf("\n#", start + 1, StringComparison.Ordinal);
        return Step().Matches(Document[start..end]).Select(static match => match.Value);
    }

    [GeneratedRegex(@"(?<=^#### )\d+ \w+$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<=^\d+\. ).+$", RegexOptions.Multiline, 1000)]
    private static partial Regex Step();

    [GeneratedRegex("(?<=`)[a-z][A-Za-z]+(?=`)", RegexOptions.None, 1000)]
    private static partial Regex Quoted();
}
