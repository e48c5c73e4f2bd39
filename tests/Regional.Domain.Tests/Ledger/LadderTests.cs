using Regional.Domain.Ledger;

namespace Regional.Domain.Tests.Ledger;

public sealed class LadderTests
{
    public static TheoryData<string> Names => [.. LadderCases.All.Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_posting_becomes_what_its_row_says(string name)
    {
        var row = Find(name);
        Assert.Equal(row.Expected, Scene.Word(Scene.Judge(row.Posting(), row.Before())));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_refused_posting_changes_nothing_and_a_posted_one_keeps_the_sum(string name)
    {
        var row = Find(name);
        var book = row.Before();
        var before = Scene.Snapshot(book);
        Scene.Judge(row.Posting(), book);
        var after = Scene.Snapshot(book);
        if (row.Expected != "posted")
        {
            Assert.Equal(before, after);
        }

        Assert.Equal(
            before.Aggregate(Int128.Zero, static (sum, account) => sum + account.Balance),
            after.Aggregate(Int128.Zero, static (sum, account) => sum + account.Balance));
    }

    [Fact]
    public void Every_row_has_a_name_of_its_own() =>
        Assert.Equal(LadderCases.All.Count(), LadderCases.All.Select(static row => row.Name).Distinct().Count());

    [Fact]
    public void A_refusal_carries_the_facts_its_entry_names_in_order()
    {
        foreach (var row in LadderCases.All)
        {
            if (Scene.Judge(row.Posting(), row.Before()) is PostingDecision.Refused refused)
            {
                Assert.Equal(
                    refused.Refusal.Entry.Facts,
                    string.Join(", ", refused.Refusal.Facts.Select(static fact => fact.Name)));
            }
        }
    }

    [Fact]
    public void A_refusal_for_the_floor_says_balance_pending_floor_room_and_amount()
    {
        var book = Scene.With(Scene.State(1, -30, floor: -100) with { DebitsPending = 20 }, Scene.State(2));
        var refused = Assert.IsType<PostingDecision.Refused>(Scene.Judge(Scene.Posting(1, Scene.Pay(1, 2, 51)), book));
        Assert.Equal(
            "floorExceeded (account 1, balance -30 IDR, pending 20 IDR, floor -100 IDR, room 50 IDR, amount 51 IDR)",
            refused.Refusal.ToString());
    }

    private static LadderCase Find(string name) => LadderCases.All.Single(row => row.Name == name);
}
