-- Periods of a ledger's books (issue of schemes; DESIGN section 6): by business date, closed in order, totalled in chunks.

create table period_calendars (
    id          bigint generated always as identity primary key,
    ledger_id   integer not null references ledgers,
    cycle       text not null,
    closes_at   time not null,
    weekend     smallint[] not null,
    holidays    date[] not null,
    at          timestamptz not null,
    actor       text not null,
    reason      text,
    operation   uuid not null
);
comment on table period_calendars is 'The newest row of a ledger lays out its open period and those after it. closes_at: local time, on the day after a period''s last date, from which its end is due.';
create index period_calendars_ledger on period_calendars (ledger_id, id);

create table periods (
    id           bigint generated always as identity primary key,
    ledger_id    integer not null references ledgers,
    no           integer not null check (no >= 1),
    first_date   date not null,
    last_date    date not null,
    status       smallint not null default 1 check (status between 1 and 5),
    accounts     bigint,
    totals       jsonb,
    check (first_date <= last_date),
    unique (ledger_id, no)
);
comment on table periods is 'Without gap, the newest one open: 1 open, 2 totalling, 3 totalled, 4 signed off, 5 published.';
comment on column periods.accounts is 'Accounts of the ledger when its end began; what progress is measured by.';
comment on column periods.totals is 'The report as it was when the period was totalled; never changed.';
create unique index periods_one_open on periods (ledger_id) where status = 1;
create unique index periods_one_totalling on periods (ledger_id) where status = 2;

create table period_marks (
    period_id  bigint not null references periods,
    status     smallint not null,
    at         timestamptz not null,
    actor      text not null,
    reason     text,
    operation  uuid not null,
    primary key (period_id, status)
);
comment on table period_marks is 'Who took a period to which state, when, why.';

create table period_steps (
    period_id      bigint not null references periods,
    step           text not null,
    place          integer not null,
    after_account  bigint not null default 0,
    accounts       bigint not null default 0,
    postings       bigint not null default 0,
    records        bigint not null default 0,
    exceptions     bigint not null default 0,
    begun_at       timestamptz not null,
    done_at        timestamptz,
    primary key (period_id, step)
);
comment on table period_steps is 'How far each step of a period''s end came: accounts up to after_account are done.';

create table period_exceptions (
    period_id   bigint not null references periods,
    step        text not null,
    account_id  bigint not null,
    refusal     smallint not null,
    facts       jsonb not null,
    primary key (period_id, step, account_id)
);
comment on table period_exceptions is 'Accounts for which a step could not be carried out, and why.';

create table period_totals (
    period_id   bigint not null,
    account_id  bigint not null,
    opening     bigint not null,
    debits      bigint not null,
    credits     bigint not null,
    closing     bigint not null,
    crossed_on  date,
    entries     bigint not null,
    next_entry  bigint not null,
    primary key (period_id, account_id),
    check (closing = opening - debits + credits)
);
comment on table period_totals is 'One row per account and totalled period, by business date, posted amounts only. A million rows a period: no foreign keys; verify checks them.';
comment on column period_totals.crossed_on is 'Last business date up to the period''s end on which the balance was, left or passed zero; null: no line so far.';
comment on column period_totals.entries is 'The account''s entries when it was totalled.';
comment on column period_totals.next_entry is 'Every line before this entry is dated in this period or earlier: the next period counts from here.';

create index accounts_ledger on accounts (ledger_id, id);
create index account_changes_operation on account_changes (operation);

create table books (
    ledger_id        integer primary key references ledgers,
    closed_until     date not null,
    totalling        bigint references periods,
    totalling_no     integer,
    totalling_first  date,
    totalling_last   date,
    check (totalling is null or totalling_last = closed_until)
);
comment on table books is 'How far a ledger''s books are closed. Read by every commit under the shared lock 7004, changed under the exclusive one.';

-- Takes the shared lock of each ledger's books and reads how far they are closed. Whoever closes a period holds the lock
-- alone, so what is read here stands until this transaction ends. Arrays run beside p_ledgers.
create function enter_books(
    p_ledgers        integer[],
    out closed       date[],
    out periods      bigint[],
    out period_nos   integer[],
    out firsts       date[],
    out lasts        date[]
)
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
begin
    -- 7004: AdvisoryLocks.Books.
    perform pg_advisory_xact_lock_shared(7004, l.id)
    from (select distinct id from unnest(p_ledgers) as k (id) order by id) l;

    select array_agg(b.closed_until order by l.place), array_agg(b.totalling order by l.place),
           array_agg(b.totalling_no order by l.place), array_agg(b.totalling_first order by l.place),
           array_agg(b.totalling_last order by l.place)
    into closed, periods, period_nos, firsts, lasts
    from unnest(p_ledgers) with ordinality as l (id, place)
    left join books b on b.ledger_id = l.id;
end
$$;
comment on function enter_books is 'First step of a commit that is judged member by member.';

-- The same for the fast path, which rejects the batch when a line is late. One row per ledger with its earliest date, and
-- one per ledger and period whose end books there.
create function guard_books(p_ledgers integer[], p_dates date[], p_period_ends bigint[]) returns void
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
begin
    perform pg_advisory_xact_lock_shared(7004, l.id)
    from (select distinct id from unnest(p_ledgers) as k (id) order by id) l;

    if exists (
        select from unnest(p_ledgers, p_dates, p_period_ends) as l (id, day, period_end)
        join books b on b.ledger_id = l.id
        where l.day <= b.closed_until
            and (l.period_end is null or b.totalling is distinct from l.period_end
                 or l.day < b.totalling_first or l.day > b.totalling_last))
    then
        raise exception 'a line is dated into a closed period' using errcode = 'RG001';
    end if;
end
$$;
comment on function guard_books is 'First statement of a fast commit.';
