using System.Text.Json.Serialization;
using Regional.Cli.Commands.Access;
using Regional.Cli.ParallelRuns;

namespace Regional.Cli.Import;

/// <summary>JSON of the command's own documents, camelCase like the wire's.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition =
    JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(ParallelResult))]
internal sealed partial class CliJson : JsonSerializerContext;
