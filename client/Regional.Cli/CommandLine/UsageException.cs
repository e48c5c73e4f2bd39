namespace Regional.Cli.CommandLine;

/// <summary>What the caller wrote makes no sense; said in a sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
