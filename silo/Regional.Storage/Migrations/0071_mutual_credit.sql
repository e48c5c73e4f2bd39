-- Mutual credit (000): the switch.

create table credit_switches (
    id          bigint generated always as identity primary key,
    ledger_id   integer not null references ledgers,
    is_on       boolean not null,
    at          timestamptz not null,
    actor       text not null,
    reason      text,
    operation   uuid not null
);
comment on table credit_switches is 'The newest row of a ledger says whether its members may go below zero; none: they may. Written under the exclusive lock 7004 of the ledger''s books, which every commit holds shared: at stands between the commits before and after.';
create index credit_switches_ledger on credit_switches (ledger_id, id desc);

create function credit_is_off(p_ledger integer) returns boolean
language sql stable
as $$
    select coalesce(
        (select not s.is_on from credit_switches s where s.ledger_id = p_ledger order by s.id desc limit 1), false)
$$;
comment on function credit_is_off is 'Whether mutual credit of a ledger is switched off.';
