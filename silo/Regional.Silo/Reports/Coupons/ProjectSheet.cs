using System.Collections.Immutable;
using Regional.Contracts.Queries;

namespace Regional.Silo.Reports.Coupons;

/// <summary>Members' choices for community projects (002, II.B): what the general meeting decides on, and room to write it.</summary>
internal static class ProjectSheet
{
    public static CouponTable Of(ImmutableArray<ProjectChoice> choices, CouponTexts texts) => new(
        texts["projects"],
        [texts["projectsHead"]],
        [texts["no"], texts["project"], texts["chosenBy"], texts["for"], texts["against"], texts["decided"]],
        [true, false, true, true, true, false],
        [
            .. choices.Select(static (choice, at) => ImmutableArray.Create(
                $"{at + 1}", choice.Project, $"{choice.Members}", "", "", "")),
        ],
        [],
        [texts["administrator"], texts["trustee"]]);
}
