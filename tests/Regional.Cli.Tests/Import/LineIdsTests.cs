using Regional.Cli.Import;

namespace Regional.Cli.Tests.Import;

public sealed class LineIdsTests
{
    [Fact]
    public void A_UUID_is_the_id_itself() => Assert.Equal(
        Guid.Parse("01890c7e-7b1a-7c3d-8e4f-0123456789ab"),
        new LineIds("l", "").Of("01890c7e-7b1a-7c3d-8e4f-0123456789ab", ["a"]));

    [Fact]
    public void A_text_is_an_id_within_its_ledger_whatever_the_line_says()
    {
        Assert.Equal(new LineIds("l", "").Of("no 1", ["a"]), new LineIds("l", "").Of("no 1", ["b"]));
        Assert.NotEqual(new LineIds("l", "").Of("no 1", ["a"]), new LineIds("k", "").Of("no 1", ["a"]));
        Assert.NotEqual(new LineIds("l", "").Of("no 1", ["a"]), new LineIds("l", "").Of("no 2", ["a"]));
    }

    [Fact]
    public void Without_an_id_the_content_and_its_number_make_one_the_same_in_every_run()
    {
        var (first, second) = (new LineIds("l", ""), new LineIds("l", ""));
        var a1 = first.Of("", ["a", "1"]);
        var a2 = first.Of("", ["a", "1"]);
        var b = first.Of("", ["a1", ""]);

        Assert.Equal(3, new[] { a1, a2, b }.Distinct().Count());
        Assert.Equal([b, a1, a2], [second.Of("", ["a1", ""]), second.Of("", ["a", "1"]), second.Of("", ["a", "1"])]);
        Assert.Equal(8, a1.Version);
    }

    [Fact]
    public void Sent_again_on_purpose_every_id_is_new_also_a_UUID()
    {
        var id = Guid.Parse("01890c7e-7b1a-7c3d-8e4f-0123456789ab");
        Assert.NotEqual(id, new LineIds("l", "again").Of($"{id}", ["a"]));
        Assert.NotEqual(new LineIds("l", "").Of("", ["a"]), new LineIds("l", "again").Of("", ["a"]));
    }
}
