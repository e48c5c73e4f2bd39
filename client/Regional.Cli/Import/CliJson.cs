using System.Text.Json.Serialization;
using Regional.Cli.Commands.Access;
using Regional.Cli.PaperDays;
using Regional.Cli.ParallelRuns;
using Regional.Cli.ParallelRuns.Coupons;

namespace Regional.Cli.Import;

/// <summary>JSON of the command's own documents, camelCase like the wire's.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition =
    JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(ParallelResult))]
[JsonSerializable(typeof(DayResult))]
[JsonSerializable(typeof(LedgerComparison))]
internal sealed partial class CliJson : JsonSerializerContext;
