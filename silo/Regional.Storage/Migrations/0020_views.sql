-- What people read with psql: `set search_path = views, public` and select. Codes instead of numbers, and every amount
-- twice: exact in minor units (…_minor) and as a decimal in units. Read only; nothing in the program rests on it.
-- (A schema named like the database's user would come first in everybody's search path, so it is not called regional.)
create schema views;
comment on schema views is 'Views for people. Column comments say what a figure means: \d+ views.balances';

create function views.units(minor bigint, scale smallint) returns numeric
language sql immutable parallel safe
return round(minor / power(10::numeric, scale), scale);
comment on function views.units is 'Minor units as a decimal in units with exactly the currency''s places.';

create function views.role_name(role smallint) returns text language sql immutable parallel safe
return (array['member', 'region', 'settlement', 'exchange difference', 'rounding', 'fees', 'demurrage', 'levy', 'loss',
              'community', 'rest of world', 'suspense', 'opening'])[role];
comment on function views.role_name is 'What an account is for.';

create function views.status_name(status smallint) returns text language sql immutable parallel safe
return (array['open', 'may not pay', 'suspended', 'closed'])[status];
comment on function views.status_name is 'Whether an account takes part.';

create function views.action_name(action smallint) returns text language sql immutable parallel safe
return (array['post', 'pend', 'post pending', 'void pending', 'expire pending'])[action];
comment on function views.action_name is 'What an entry does; only post and post pending move balances.';

create function views.kind_name(kind smallint) returns text language sql immutable parallel safe
return (array['real', 'financial'])[kind];
comment on function views.kind_name is 'The two kinds of transaction.';

create view views.balances as
select l.code as ledger, a.code as account, a.name, views.role_name(a.role) as role,
       views.status_name(a.status) as status, m.code as member, c.code as community, l.currency,
       views.units(a.credits_posted - a.debits_posted, l.scale) as balance,
       views.units(a.debits_pending, l.scale) as debits_pending,
       views.units(a.credits_pending, l.scale) as credits_pending,
       views.units(a.floor, l.scale) as floor, views.units(a.ceiling, l.scale) as ceiling,
       a.credits_posted - a.debits_posted as balance_minor, a.debits_pending as debits_pending_minor,
       a.credits_pending as credits_pending_minor, a.floor as floor_minor, a.ceiling as ceiling_minor,
       a.entries, a.version, a.id as account_id
from accounts a
join ledgers l on l.id = a.ledger_id
left join members m on m.id = a.member_id
left join communities c on c.id = coalesce(l.community_id, a.community_id);
comment on view views.balances is 'Every account with its balance, what is held, and its limits.';

create view views.journal as
select t.commit_no, t.ordinal, t.at, l.code as ledger, d.code as payer, c.code as payee, l.currency,
       views.units(t.amount, l.scale) as amount, views.action_name(t.action) as action,
       views.kind_name(t.kind) as kind, t.purpose, t.business_date, t.reference, t.external_reference,
       t.document_date, t.document_number, t.entered_by, t.approved_by, t.forced_reason, w.no as window_no, t.trade,
       t.counter_amount as counter_minor, t.counter_currency, t.rate_id, t.expires_at, t.corrects, t.operation, t.leg,
       t.resolves_operation, t.resolves_leg, t.amount as amount_minor, t.debit_account as payer_id,
       t.debit_entry as payer_entry, t.debit_balance as payer_balance_minor, t.credit_account as payee_id,
       t.credit_entry as payee_entry, t.credit_balance as payee_balance_minor
from transfers t
join ledgers l on l.id = t.ledger_id
join accounts d on d.id = t.debit_account
join accounts c on c.id = t.credit_account
left join windows w on w.id = t.window_id;
comment on view views.journal is 'One row per transfer, as recorded. Order by commit_no, ordinal.';

create view views.statements as
select l.code as ledger, a.code as account, e.no as entry, e.at, e.business_date, views.action_name(e.action) as action,
       views.units(e.signed, l.scale) as amount, views.units(e.balance, l.scale) as balance, l.currency,
       o.code as counterparty, e.purpose, e.reference, e.document_number, e.entered_by, e.trade, e.operation,
       e.signed as amount_minor, e.balance as balance_minor, a.id as account_id
from (
    select debit_account as account_id, credit_account as other_id, debit_entry as no, -amount as signed,
           debit_balance as balance, t.*
    from transfers t
    union all
    select credit_account, debit_account, credit_entry, amount, credit_balance, t.*
    from transfers t) e
join accounts a on a.id = e.account_id
join accounts o on o.id = e.other_id
join ledgers l on l.id = a.ledger_id;
comment on view views.statements is 'Entries of accounts, credits positive. Name an account_id, order by entry.';

create view views.open_pendings as
select l.code as ledger, d.code as payer, c.code as payee, views.units(p.amount, l.scale) as amount, l.currency,
       p.placed_at, p.expires_at, p.expires_at <= clock_timestamp() as is_due, p.operation, p.leg,
       p.amount as amount_minor, p.debit_account as payer_id, p.credit_account as payee_id
from pendings p
join ledgers l on l.id = p.ledger_id
join accounts d on d.id = p.debit_account
join accounts c on c.id = p.credit_account
where p.status = 1;
comment on view views.open_pendings is 'Transfers that hold an amount and have not ended.';

create view views.positions as
select r.code as region, a.code as community, views.status_name(a.status) as status, l.currency,
       views.units(a.credits_posted - a.debits_posted, l.scale) as balance,
       views.units(a.floor, l.scale) as net_debit_cap, views.units(a.ceiling, l.scale) as net_credit_cap,
       case when a.floor < 0
            then round(greatest(0, a.debits_posted - a.credits_posted + a.debits_pending) / (-a.floor)::numeric, 4)
       end as debit_cap_used,
       case when a.ceiling > 0
            then round(greatest(0, a.credits_posted - a.debits_posted + a.credits_pending) / a.ceiling::numeric, 4)
       end as credit_cap_used,
       (select count(*) from trades t where t.status = 1 and t.queue_account = a.id) as queued_trades,
       a.credits_posted - a.debits_posted as balance_minor, a.floor as floor_minor, a.ceiling as ceiling_minor,
       a.id as account_id
from accounts a
join ledgers l on l.id = a.ledger_id
join regions r on r.id = l.region_id
where a.role = 10;
comment on view views.positions is 'Where every community stands at its region, and how much of its caps is used.';

create view views.windows as
select r.code as region, w.no as window_no, w.opens, w.closes, w.business_date,
       (array['open', 'closing', 'closed', 'settled'])[w.status] as status,
       (array['none', 'preliminary', 'final'])[w.report_status + 1] as report, w.closed_at, w.settled_at,
       (select count(*) from settlement_instructions i where i.window_id = w.id) as payments,
       (select count(*) from settlement_instructions i where i.window_id = w.id and i.status = 3) as payments_confirmed,
       w.id as window_id
from public.windows w
join regions r on r.id = w.region_id;
comment on view views.windows is 'Settlement windows [opens, closes), also those made ahead.';

create view views.settlements as
select r.code as region, w.no as window_no, a.code as community, l.currency,
       views.units(p.opening, l.scale) as opening, views.units(p.paid, l.scale) as paid,
       views.units(p.received, l.scale) as received, views.units(p.position, l.scale) as position,
       views.units(p.carried, l.scale) as carried, views.units(p.settled, l.scale) as settled,
       (array['planned', 'pending', 'confirmed'])[i.status] as payment, i.due, i.confirmed_at,
       e.instruction_id is not null and e.cleared_at is null as is_in_arrears, p.opening as opening_minor,
       p.paid as paid_minor, p.received as received_minor, p.position as position_minor, p.carried as carried_minor,
       p.settled as settled_minor, i.id as instruction
from settlement_positions p
join public.windows w on w.id = p.window_id
join regions r on r.id = w.region_id
join accounts a on a.id = p.account_id
join ledgers l on l.id = a.ledger_id
left join settlement_instructions i on i.window_id = p.window_id and i.account_id = p.account_id
left join arrears e on e.instruction_id = i.id;
comment on view views.settlements is 'Settled windows, one row per community: opening - paid + received = position = carried + settled.';

create view views.trades as
select r.code as region, t.id as trade,
       (array['queued', 'posted', 'cancelled', 'refused', 'in flight', 'voided'])[t.status] as status,
       pl.code as payer_ledger, p.code as payer, el.code as payee_ledger, e.code as payee,
       views.units(t.payee_amount, el.scale) as amount, el.currency, views.kind_name(t.kind) as kind, t.purpose,
       t.business_date, t.reference, t.document_number, t.queued_at, t.decided_at, t.decided_by, t.refusal, t.facts,
       t.actor, t.payee_amount as amount_minor
from public.trades t
join regions r on r.id = t.region_id
join accounts p on p.id = t.payer_account
join ledgers pl on pl.id = p.ledger_id
join accounts e on e.id = t.payee_account
join ledgers el on el.id = e.ledger_id;
comment on view views.trades is 'Trades; the amount is what the payee receives. What each ledger did stands in the journal.';

create view views.requests as
select q.id as request, el.code as payee_ledger, e.code as payee, pl.code as payer_ledger, p.code as payer,
       views.units(q.amount, el.scale) as amount, el.currency, q.purpose, q.reference, q.document_number,
       q.requested_at, q.expires_at,
       case when q.status = 1 and q.expires_at <= clock_timestamp() then 'expired'
            else (array['open', 'approved', 'declined', 'expired', 'withdrawn'])[q.status] end as status,
       q.answered_at, q.answered_by, q.actor, q.amount as amount_minor
from payment_requests q
join accounts e on e.id = q.payee_account
join ledgers el on el.id = e.ledger_id
join accounts p on p.id = q.payer_account
join ledgers pl on pl.id = p.ledger_id;
comment on view views.requests is 'Payment requests, in the payee''s unit.';

create view views.refusals as
select o.at, o.actor, o.refusal, o.facts, o.kind as operation_kind, l.code as ledger, o.id as operation
from operations o
left join ledgers l on l.id = o.ledger_id
where o.refusal is not null;
comment on view views.refusals is 'What was refused for ever, by number (ops/docs/refusals.md).';

create view views.rates as
select l.code as ledger, views.kind_name(t.kind) as kind, nullif(t.purpose, '') as purpose,
       (array['buy', 'sell'])[t.side] as side, t.valid_from, t.numerator, t.denominator,
       t.numerator::numeric / t.denominator as rate, t.actor, t.reason, t.id as rate_id
from public.rates t
join ledgers l on l.id = t.ledger_id;
comment on view views.rates is 'Dated rates: upper minor units per lower minor unit, as an exact ratio and as a decimal.';

create view views.ledger_sums as
select l.code as ledger, l.currency, count(a.id) as accounts,
       coalesce(sum(a.credits_posted::numeric - a.debits_posted), 0) as sum_minor
from ledgers l
left join accounts a on a.ledger_id = l.id
group by l.id;
comment on view views.ledger_sums is 'Every ledger sums to zero.';

create view views.mirrors as
select l.code as ledger, u.code as region_ledger, u.currency,
       above.credits_posted - above.debits_posted as region_side_minor,
       s.community_side_minor,
       above.credits_posted - above.debits_posted + s.community_side_minor as difference_minor
from correspondents c
join ledgers l on l.id = c.lower_ledger_id
join ledgers u on u.id = c.upper_ledger_id
join accounts above on above.id = c.upper_account_id
cross join lateral (
    select coalesce((select -sum(t.counter_amount) from transfers t
                     where t.debit_account = c.lower_account_id and t.action in (1, 3)), 0)
         + coalesce((select sum(t.counter_amount) from transfers t
                     where t.credit_account = c.lower_account_id and t.action in (1, 3)), 0) as community_side_minor) s;
comment on view views.mirrors is 'Both sides of every correspondence in the region''s unit: the difference is zero but for trades in flight.';

create view views.limits_history as
select l.code as ledger, a.code as account, h.version, h.at, h.actor, h.reason,
       views.units(h.floor, l.scale) as floor, views.units(h.ceiling, l.scale) as ceiling,
       views.status_name(h.status) as status, h.floor as floor_minor, h.ceiling as ceiling_minor, h.operation,
       a.id as account_id
from account_changes h
join accounts a on a.id = h.account_id
join ledgers l on l.id = a.ledger_id;
comment on view views.limits_history is 'Every limit and status an account ever had: who, when, why.';

-- A column of one name means the same in every view; one without an entry here fails the migration.
do $$
declare
    v_column  record;
    v_means   jsonb := '{
        "account": "Its code in the ledger.",
        "account_id": "Its number.",
        "accounts": "How many accounts the ledger has.",
        "action": "post, pend, post pending, void pending or expire pending.",
        "actor": "Who commanded it.",
        "amount": "In units; on statements credits are positive, debits negative.",
        "amount_minor": "The same in minor units, exact.",
        "answered_at": "When it was answered.",
        "answered_by": "The operation that answered it.",
        "approved_by": "Who approved it, where a second person must.",
        "at": "The database''s clock when it was recorded.",
        "balance": "Credits posted - debits posted, in units, signed.",
        "balance_minor": "The same in minor units, exact.",
        "business_date": "Date in the books.",
        "carried": "Carried into the next window, in units, signed.",
        "carried_minor": "The same in minor units, exact.",
        "ceiling": "Greatest balance allowed, in units; null: none.",
        "ceiling_minor": "The same in minor units, exact.",
        "closed_at": "When the window closed.",
        "closes": "First moment after the window.",
        "commit_no": "Number of the group commit.",
        "community": "The community''s code.",
        "community_side_minor": "Net of counter amounts on the community''s region account, minor units of the region.",
        "confirmed_at": "When the payment was confirmed.",
        "corrects": "The operation it corrects.",
        "counter_currency": "Unit of the counter amount.",
        "counter_minor": "On region accounts: the same value in the other ledger''s minor units.",
        "counterparty": "Code of the account on the other side.",
        "credit_cap_used": "How much of the net credit cap is used, 1 is all; null: no cap.",
        "credits_pending": "Held as credits, in units.",
        "credits_pending_minor": "The same in minor units, exact.",
        "currency": "The unit.",
        "debit_cap_used": "How much of the net debit cap is used, 1 is all; null: no cap.",
        "debits_pending": "Held as debits, in units.",
        "debits_pending_minor": "The same in minor units, exact.",
        "decided_at": "When it was posted, cancelled or refused.",
        "decided_by": "The operation that decided it.",
        "denominator": "Lower minor units of the exact ratio.",
        "difference_minor": "Sum of both sides: zero but for trades in flight.",
        "document_date": "Date on the paper document.",
        "document_number": "Number on the paper document.",
        "due": "Last day to pay in time.",
        "entered_by": "Who entered it.",
        "entries": "Number of its last entry; 1, 2, 3 ... without gaps.",
        "entry": "Number of the entry on the account.",
        "expires_at": "From when on it can no longer be posted or approved.",
        "external_reference": "The caller''s own number.",
        "facts": "Figures and names behind the refusal, in order.",
        "floor": "Least balance allowed, in units; null: none.",
        "floor_minor": "The same in minor units, exact.",
        "forced_reason": "Why it passed limits; null: it did not.",
        "instruction": "Id of the settlement payment.",
        "is_due": "Whether its time has run out and the sweeper has not been.",
        "is_in_arrears": "Whether its payer is late, may sell but not buy.",
        "kind": "real or financial.",
        "ledger": "The ledger''s code.",
        "leg": "Place in the posting, from 0.",
        "member": "Code of the member whose it is.",
        "name": "For people.",
        "net_credit_cap": "Greatest position allowed, in units; null: none.",
        "net_debit_cap": "Least position allowed, in units, signed; null: none.",
        "numerator": "Upper minor units of the exact ratio.",
        "opening": "Position when the window opened, in units, signed.",
        "opening_minor": "The same in minor units, exact.",
        "opens": "First moment of the window.",
        "operation": "Id of the command.",
        "operation_kind": "Number of the kind of command.",
        "ordinal": "Place within the group commit, from 1.",
        "paid": "Debits of the window, in units.",
        "paid_minor": "The same in minor units, exact.",
        "payee": "Code of the account credited.",
        "payee_balance_minor": "Its posted balance after, minor units, signed.",
        "payee_entry": "Entry number on it.",
        "payee_id": "Its number.",
        "payee_ledger": "Code of the payee''s ledger.",
        "payer": "Code of the account debited.",
        "payer_balance_minor": "Its posted balance after, minor units, signed.",
        "payer_entry": "Entry number on it.",
        "payer_id": "Its number.",
        "payer_ledger": "Code of the payer''s ledger.",
        "payment": "planned, pending or confirmed; null: nothing to pay.",
        "payments": "Settlement payments of the window.",
        "payments_confirmed": "Of these, confirmed.",
        "placed_at": "When it was placed.",
        "position": "Opening - paid + received, in units, signed.",
        "position_minor": "The same in minor units, exact.",
        "purpose": "Purpose code; of a rate null means every purpose of the kind.",
        "queued_at": "Since when it waits or waited at a cap.",
        "queued_trades": "Trades that wait for its cap.",
        "rate": "Upper minor units per lower minor unit, as a decimal.",
        "rate_id": "Number of the rate.",
        "reason": "Why.",
        "received": "Credits of the window, in units.",
        "received_minor": "The same in minor units, exact.",
        "reference": "Text both parties see.",
        "refusal": "Number of the refusal (ops/docs/refusals.md).",
        "region": "The region''s code.",
        "region_ledger": "Code of the region''s ledger.",
        "region_side_minor": "Balance of the community''s account at the region, minor units.",
        "report": "none, preliminary or final.",
        "request": "Id of the request.",
        "requested_at": "When it was asked.",
        "resolves_leg": "Place of the pending transfer it ends.",
        "resolves_operation": "Posting of the pending transfer it ends.",
        "role": "What the account is for.",
        "settled": "Cash, in units, signed: negative pays in.",
        "settled_at": "When every payment was confirmed.",
        "settled_minor": "The same in minor units, exact.",
        "side": "buy (the community pays out) or sell (it is paid).",
        "status": "How it stands.",
        "sum_minor": "Sum of all balances: zero.",
        "trade": "Id of the trade, the same in every ledger of its path.",
        "valid_from": "First business date.",
        "version": "Rises with every change.",
        "window_id": "Its number in the database.",
        "window_no": "Number of the settlement window in its region."}';
begin
    for v_column in
        select c.relname, a.attname
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'views'::regnamespace and c.relkind = 'v' and a.attnum > 0
    loop
        if v_means ->> v_column.attname is null then
            raise exception 'views.%.% has no comment', v_column.relname, v_column.attname;
        end if;
        execute format('comment on column views.%I.%I is %L', v_column.relname, v_column.attname,
                       v_means ->> v_column.attname);
    end loop;
end
$$;
