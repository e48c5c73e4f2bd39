using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Ledger;

/// <summary>The order of checks: a posting that breaks two rules gets the earlier one's refusal.</summary>
public sealed class LadderOrderTests
{
    public static TheoryData<string> Steps => [.. LadderSteps.All.Select(static step => step.Name)];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var steps = LadderSteps.All.ToArray();
            var pairs = new TheoryData<string, string>();
            for (var first = 0; first < steps.Length; first++)
            {
                foreach (var second in steps.Skip(first + 1).Where(step => MayBothBreak(steps[first], step)))
                {
                    pairs.Add(steps[first].Name, second.Name);
                }
            }

            return pairs;
        }
    }

    [Fact]
    public void The_scene_breaks_no_rule()
    {
        var scene = new LadderScene();
        Assert.Equal("posted", Word(Judge(scene.Posting, scene.Book)));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_broken_rule_alone_is_refused_by_its_name(string name)
    {
        var scene = new LadderScene();
        var step = Find(name);
        step.Break(scene);
        Assert.Equal(step.Code, Word(Judge(scene.Posting, scene.Book)));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_two_broken_rules_the_earlier_one_is_named(string earlier, string later)
    {
        var scene = new LadderScene();
        Find(later).Break(scene);
        Find(earlier).Break(scene);
        Assert.Equal(Find(earlier).Code, Word(Judge(scene.Posting, scene.Book)));
    }

    [Fact]
    public void Every_rule_but_those_that_exclude_their_neighbour_is_compared_with_its_neighbour()
    {
        var steps = LadderSteps.All.ToArray();
        var compared = Pairs.Select(static row => row.Data).ToHashSet();
        for (var at = 1; at < steps.Length; at++)
        {
            Assert.True(
                compared.Contains((steps[at - 1].Name, steps[at].Name)) || !MayBothBreak(steps[at - 1], steps[at]),
                $"{steps[at - 1].Name} and {steps[at].Name} are not compared");
        }
    }

    private static bool MayBothBreak(LadderStep first, LadderStep second) =>
        first.Family is null || first.Family != second.Family;

    private static LadderStep Find(string name) => LadderSteps.All.Single(step => step.Name == name);
}
