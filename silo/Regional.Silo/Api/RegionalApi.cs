using Regional.Client.Model;
using Regional.Silo.Access;
using Regional.Silo.Api.Access;
using Regional.Silo.Api.Clearing;
using Regional.Silo.Api.Coupons;
using Regional.Silo.Api.Komoko;
using Regional.Silo.Api.MutualCredit;
using Regional.Silo.Api.Payments;
using Regional.Silo.Api.Periods;
using Regional.Silo.Api.Reading;
using Regional.Silo.Api.Registry;
using Regional.Silo.Api.SavingsPool;
using Regional.Silo.Api.Trials;
using Regional.Silo.Edge;
using Regional.Silo.Events;
using Regional.Silo.Overload;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api;

/// <summary>The HTTP surface: its services, the steps every request goes through, its endpoints.</summary>
internal static class RegionalApi
{
    public static void AddRegionalApi(this IServiceCollection services)
    {
        services.AddSingleton<Places>().AddSingleton<BusinessDates>();
        services.AddSingleton<TokenCache>().AddSingleton<AdmissionGate>().AddSingleton<RefusalBudget>();
        services.AddSingleton<FactTranslator>().AddSingleton<PostingViews>().AddSingleton<WindowNumbers>();
        services.AddSingleton<CommandDesk>().AddSingleton<PaymentDesk>().AddSingleton<OrderReader>();
        services.AddSingleton<TradeReads>().AddSingleton<CommitViews>();
        services.AddSingleton<IEndpointGroup>(static provider => provider.GetRequiredService<TradeReads>());
        services.AddSingleton<IEndpointGroup, RegionEndpoints>().AddSingleton<IEndpointGroup, CommunityEndpoints>();
        services.AddSingleton<IEndpointGroup, AccountEndpoints>().AddSingleton<IEndpointGroup, TermsEndpoints>();
        services.AddSingleton<IEndpointGroup, ParameterReads>();
        services.AddSingleton<IEndpointGroup, PartyReads>().AddSingleton<IEndpointGroup, AccountReads>();
        services.AddSingleton<IEndpointGroup, TransferEndpoints>().AddSingleton<IEndpointGroup, TradeEndpoints>();
        services.AddSingleton<IEndpointGroup, RequestEndpoints>().AddSingleton<IEndpointGroup, OperationEndpoints>();
        services.AddSingleton<IEndpointGroup, BatchEndpoints>().AddSingleton<IEndpointGroup, WindowEndpoints>();
        services.AddSingleton<IEndpointGroup, PositionReads>().AddSingleton<IEndpointGroup, VerifyEndpoints>();
        services.AddSingleton<IEndpointGroup, EventEndpoints>().AddSingleton<IEndpointGroup, ExportEndpoints>();
        services.AddSingleton<IEndpointGroup, TokenEndpoints>().AddSingleton<IEndpointGroup, RefusalEndpoints>();
        services.AddSingleton<CounterEvidence>().AddSingleton<IEndpointGroup, PeopleEndpoints>();
        services.AddSingleton<IEndpointGroup, SeriesEndpoints>().AddSingleton<IEndpointGroup, TillEndpoints>();
        services.AddSingleton<IEndpointGroup, CounterEndpoints>().AddSingleton<IEndpointGroup, CouponReports>();
        services.AddSingleton<PaperLines>().AddSingleton<IEndpointGroup, PaperDayEndpoints>();
        services.AddSingleton<IEndpointGroup, IndicatorEndpoints>().AddSingleton<IEndpointGroup, DecisionEndpoints>();
        services.AddSingleton<IEndpointGroup, KomokoEndpoints>().AddSingleton<IEndpointGroup, ProjectEndpoints>();
        services.AddSingleton<IEndpointGroup, KomokoReads>().AddSingleton<IEndpointGroup, MonthEndEndpoints>();
        services.AddSingleton<LimitWarnings>().AddSingleton<IEndpointGroup, CreditEndpoints>();
        services.AddSingleton<IEndpointGroup, CreditLimitEndpoints>().AddSingleton<IEndpointGroup, IndicatorReads>();
        services.AddSingleton<IEndpointGroup, TermsTrial>();
        services.AddSingleton<PeriodNumbers>();
        services.AddSingleton<SchemeTrials>();
        services.AddSingleton<PeriodPlaces>().AddSingleton<IEndpointGroup, PeriodEndpoints>();
        services.AddSingleton<IEndpointGroup, PeriodReads>();
        services.AddSingleton<PoolPlaces>().AddSingleton<IEndpointGroup, PoolCashEndpoints>();
        services.AddSingleton<IEndpointGroup, PoolMonthEndpoints>();
        services.AddSingleton<IEndpointGroup, AgreementEndpoints>().AddSingleton<IEndpointGroup, PoolReads>();
        services.ConfigureHttpJsonOptions(static options =>
        {
            // Only the description is made from these; bodies are read and written by ApiJson.
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
            options.SerializerOptions.NumberHandling = WireJson.Default.Options.NumberHandling;
        });
        services.AddOpenApi(ApiDescription.Document, ApiDescription.Configure);
    }

    public static void UseRegionalApi(this WebApplication app)
    {
        app.UseMiddleware<FaultFilter>();
        app.UseStatusCodePages(EmptyAnswers.FillAsync);
        app.UseMiddleware<TokenGate>();
        HealthEndpoints.Map(app);
        app.MapOpenApi().AllowAnonymous();
        var v1 = app.MapGroup("/v1");
        foreach (var group in app.Services.GetServices<IEndpointGroup>())
        {
            group.Map(v1);
        }
    }
}
