using FsCheck.Fluent;
using Regional.Domain.Ledger;

namespace Regional.Domain.Tests.Ledger;

public sealed class FingerprintTests
{
    [Fact]
    public void The_same_fields_have_the_same_digest_after_storage_too()
    {
        Assert.Equal(Of("1", "goods", null), Of("1", "goods", null));
        Assert.Equal(Of("1", "goods", null), Fingerprint.FromBytes(Of("1", "goods", null).Bytes));
    }

    [Theory]
    [InlineData("2", "goods", null, "amount")]
    [InlineData("1", "wages", null, "purpose")]
    [InlineData("1", "goods", "x", "reference")]
    [InlineData("2", "wages", "x", "amount")]
    [InlineData("1", "goods", "", "reference")]
    public void A_reuse_names_the_first_field_that_differs(string amount, string purpose, string? reference, string expected)
    {
        var stored = Fingerprint.FromBytes(Of("1", "goods", null).Bytes);
        Assert.NotEqual(stored, Of(amount, purpose, reference));
        Assert.Equal(expected, Of(amount, purpose, reference).NameDifference(stored));
    }

    [Fact]
    public void Another_kind_of_command_is_named_as_kind() => Assert.Equal(
        "kind",
        new Fingerprint.Builder(OperationKind.Trade).Add("amount", 1).Build()
            .NameDifference(new Fingerprint.Builder(OperationKind.Posting).Add("amount", 1).Build()));

    [Fact]
    public void A_field_more_is_named() => Assert.Equal(
        "reference", Of("1", "goods", "x").NameDifference(
            new Fingerprint.Builder(OperationKind.Posting).Add("amount", "1").Add("purpose", "goods").Build()));

    [Fact]
    public void The_default_is_empty_and_equals_nothing_but_itself()
    {
        Assert.Empty(default(Fingerprint).Bytes);
        Assert.Equal(default, default(Fingerprint));
        Assert.NotEqual(default, Of("1", "goods", null));
        Assert.Equal(0, default(Fingerprint).GetHashCode());
    }

    [Fact]
    public void Text_cannot_slip_from_one_field_into_the_next() => Holds.ForAll(
        Gen.Elements("", "a", "1:a", "\n", "\n1:a", "a\n-1:", "0:").Zip(Gen.Elements("", "a", "1:a", "\n", "\n1:a", "a\n-1:", "0:")).Two(),
        static pair => Assert.Equal(
            pair.Item1 == pair.Item2,
            Of(pair.Item1.Item1, pair.Item1.Item2, null) == Of(pair.Item2.Item1, pair.Item2.Item2, null)));

    private static Fingerprint Of(string? amount, string? purpose, string? reference) =>
        new Fingerprint.Builder(OperationKind.Posting)
            .Add("amount", amount).Add("purpose", purpose).Add("reference", reference).Build();
}
