using Npgsql;
using NpgsqlTypes;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Baseline;

/// <summary>Orders as calls of the stored procedures: one connection, statements prepared once, a commit per call.</summary>
internal sealed class ProcedureSender : ISender, IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Town _town;
    private readonly NpgsqlCommand _transfer, _posting, _hold, _postHold;

    private ProcedureSender(NpgsqlConnection connection, Town town)
    {
        (_connection, _town) = (connection, town);
        NpgsqlDbType[] payment =
        [
            NpgsqlDbType.Uuid, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
            NpgsqlDbType.Text, NpgsqlDbType.Date, NpgsqlDbType.Text,
        ];
        _transfer = Command("select transfer($1, $2, $3, $4, $5, $6, $7, $8)", payment);
        _hold = Command("select hold($1, $2, $3, $4, $5, $6, $7, $8)", payment);
        _postHold = Command(
            "select post_hold($1, $2, $3, $4)",
            [NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Date, NpgsqlDbType.Text]);
        _posting = Command(
            "select posting($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [
                NpgsqlDbType.Uuid, NpgsqlDbType.Array | NpgsqlDbType.Integer, NpgsqlDbType.Array | NpgsqlDbType.Bigint,
                NpgsqlDbType.Array | NpgsqlDbType.Bigint, NpgsqlDbType.Array | NpgsqlDbType.Bigint,
                NpgsqlDbType.Array | NpgsqlDbType.Text, NpgsqlDbType.Date, NpgsqlDbType.Text, NpgsqlDbType.Uuid,
            ]);
    }

    public static async Task<ProcedureSender> OpenAsync(NpgsqlDataSource source, Town town)
    {
        var sender = new ProcedureSender(await source.OpenConnectionAsync(), town);
        foreach (var command in (NpgsqlCommand[])[sender._transfer, sender._posting, sender._hold, sender._postHold])
        {
            await command.PrepareAsync();
        }

        return sender;
    }

    public async ValueTask<Answered> SendAsync(Order order)
    {
        try
        {
            var isDone = order.Shape switch
            {
                OrderShape.Transfer => await PayAsync(_transfer, order),
                OrderShape.Fees or OrderShape.Trade => await PostAsync(order),
                OrderShape.Hold => await PayAsync(_hold, order) && await CallAsync(
                    _postHold, order.Second, order.Id, Town.Day, Town.Actor),
            };
            return isDone ? Answered.Posted : Answered.Refused;
        }
        catch (PostgresException refused) when (refused.SqlState == "RB001")
        {
            return Answered.Refused;
        }
        catch (NpgsqlException)
        {
            return Answered.Failed;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Task<bool> PayAsync(NpgsqlCommand command, Order order) => CallAsync(
        command, order.Id, _town.Quarters[order.PayerQuarter].Ledger, order.Payer, order.Payee, order.Amount, "goods",
        Town.Day, Town.Actor);

    private Task<bool> PostAsync(Order order)
    {
        var legs = Legs.Of(order, _town);
        return CallAsync(
            _posting,
            order.Id,
            Array.ConvertAll(legs, static leg => leg.Ledger),
            Array.ConvertAll(legs, static leg => leg.Debit),
            Array.ConvertAll(legs, static leg => leg.Credit),
            Array.ConvertAll(legs, _ => order.Amount),
            Array.ConvertAll(legs, static leg => leg.Purpose),
            Town.Day,
            Town.Actor,
            order.Shape == OrderShape.Trade ? order.Id : DBNull.Value);
    }

    private static async Task<bool> CallAsync(NpgsqlCommand command, params object[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at];
        }

        return await command.ExecuteScalarAsync() is true;
    }

    private NpgsqlCommand Command(string sql, NpgsqlDbType[] types)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        return command;
    }
}
