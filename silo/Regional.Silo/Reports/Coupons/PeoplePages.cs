using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.Coupons;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports.Coupons;

/// <summary>002's forms as pages to print: account opening form, survey, membership card, noticeboard.</summary>
internal static class PeoplePages
{
    private const int LineCount = 3;
    private const int QuestionCount = 10;
    private const int AnswerLineCount = 2;

    private const string Style = """
        body{font:14px/1.6 system-ui,sans-serif;color:#1a1a1a;max-width:48rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.2rem}.line{border-bottom:1px solid #444;min-height:1.4em}.two{display:flex;gap:2rem}.two>div{flex:1}
        .card{border:2px solid #444;border-radius:8px;width:24rem;padding:1rem}
        @media print{body{margin:0}@page{margin:15mm}}
        """;

    public static IResult Form(
        string community, string account, FormDetail form, ImmutableArray<NoticeDetail> notices, CouponTexts texts)
    {
        var page = Begin(texts, texts["form"], community);
        Line(page, texts["name"], form.Name);
        Line(page, texts["businessName"], form.Business);
        Line(page, texts["address"], form.Address);
        Line(page, texts["age"], form.Age?.ToString(CultureInfo.InvariantCulture));
        Line(page, texts["otherSignors"], string.Join(
            "; ", form.Signors.Select(static signor => signor.Age is { } age ? $"{signor.Name}, {age}" : signor.Name)));
        page.Append("<div class=\"two\">");
        foreach (var (kind, head) in new[] { (NoticeKind.Offer, "threeOffers"), (NoticeKind.Request, "threeRequests") })
        {
            page.Append("<div>").Append(Text(texts[head]));
            var mine = notices.Where(notice => notice.Kind == kind).Take(LineCount).Select(static notice => notice.Text).ToArray();
            for (var at = 0; at < LineCount; at++)
            {
                Line(page, $"{at + 1}.", at < mine.Length ? mine[at] : null);
            }

            page.Append("</div>");
        }

        page.Append("</div>");
        Line(page, texts["projectChoices"], string.Join("; ", form.Projects));
        Line(page, texts["agreement"], form.AgreedOn is { } day ? $"{day:yyyy-MM-dd}" : null);
        Line(page, texts["accountNumber"], account);
        return End(page);
    }

    public static IResult Card(string community, string account, FormDetail form, CouponTexts texts)
    {
        var page = Begin(texts, texts["card"], community).Append("<div class=\"card\">");
        Line(page, texts["name"], form.Name);
        Line(page, texts["accountNumber"], account);
        Line(page, texts["signature"], value: null);
        return End(page.Append("</div>"));
    }

    public static IResult Survey(string community, string account, FormDetail form, CouponTexts texts)
    {
        var page = Begin(texts, texts["survey"], community);
        Line(page, texts["name"], form.Name);
        Line(page, texts["businessName"], form.Business);
        Line(page, texts["accountNumber"], account);
        for (var question = 1; question <= QuestionCount; question++)
        {
            page.Append("<p>").Append(Text($"{question}. {texts[$"survey.{question}"]}")).Append("</p>");
            page.Insert(page.Length, "<p class=\"line\">&nbsp;</p>", AnswerLineCount);
        }

        Line(page, texts["date"], value: null);
        Line(page, texts["signature"], value: null);
        return End(page);
    }

    public static IResult Board(string community, ImmutableArray<NoticeDetail> notices, CouponTexts texts)
    {
        var page = Begin(texts, texts["noticeboard"], community).Append("<div class=\"two\">");
        foreach (var (kind, head) in new[] { (NoticeKind.Offer, "offers"), (NoticeKind.Request, "requests") })
        {
            page.Append("<div><h1>").Append(Text(texts[head])).Append("</h1>");
            foreach (var category in Enum.GetValues<NoticeCategory>())
            {
                page.Append("<h2>").Append(Text(texts[Words.Of(category)])).Append("</h2>");
                foreach (var notice in notices.Where(one => one.Kind == kind && one.Category == category))
                {
                    var who = notice.Address is { } address ? $"{notice.Name}, {address}" : notice.Name;
                    page.Append("<p>").Append(Text(notice.Text)).Append("<br><small>").Append(Text(who)).Append("</small></p>");
                }
            }

            page.Append("</div>");
        }

        return End(page.Append("</div>"));
    }

    private static StringBuilder Begin(CouponTexts texts, string title, string community) => new StringBuilder()
        .Append("<!doctype html><html lang=\"").Append(texts.Language).Append("\"><head><meta charset=\"utf-8\"><title>")
        .Append(Text(title)).Append("</title><style>").Append(Style).Append("</style></head><body><h1>").Append(Text(title))
        .Append("</h1><p>").Append(Text(community)).Append("</p>");

    private static void Line(StringBuilder page, string label, string? value) =>
        page.Append("<p>").Append(Text(label)).Append("<span class=\"line\"> ").Append(Text(string.IsNullOrEmpty(value) ? "____________________" : value))
            .Append("</span></p>");

    private static IResult End(StringBuilder page) =>
        Results.Text(page.Append("</body></html>").ToString(), "text/html; charset=utf-8", Encoding.UTF8);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
