-- Komoko (003): who is a household or a business, credits with a maturity date, projects, bids for time deposits.

create table komoko_holders (
    id                bigint generated always as identity primary key,
    ledger_id         integer not null references ledgers,
    member_id         bigint not null references members,
    valid_from        date not null,
    class             smallint not null check (class in (1, 2)),
    first_clearing    date not null,
    turnover_months   smallint not null check (turnover_months between 1 and 36),
    is_long_entitled  boolean not null,
    depreciation      bigint not null check (depreciation >= 0),
    actor             text not null,
    reason            text,
    operation         uuid not null
);
comment on table komoko_holders is 'Households and businesses with their turnover periods. The latest row of the latest valid_from on or before the date is in force; class 1 household, 2 business never changes.';
create index komoko_holders_member on komoko_holders (member_id, ledger_id, valid_from);

create table komoko_projects (
    account_id          bigint primary key references accounts,
    first_month         date not null,
    ends_on             date not null check (ends_on >= first_month),
    forecast            bigint[] not null,
    has_monthly_limits  boolean not null,
    pledge              text not null,
    underwriter         text not null,
    operation           uuid not null
);
comment on table komoko_projects is 'Investment projects as approved (003, 5.3): forecast of spending by month, pledge, underwriter.';

create table komoko_lots (
    id          bigint generated always as identity primary key,
    account_id  bigint not null references accounts,
    operation   uuid not null,
    matures_on  date not null,
    arrived_on  date not null,
    amount      bigint not null check (amount > 0),
    open        bigint not null,
    accrued     numeric(38) not null default 0 check (accrued >= 0),
    accrued_to  date not null,
    closed_by   uuid,
    constraint komoko_lots_remainder check (open between 0 and amount),
    constraint komoko_lots_closed check ((open = 0) = (closed_by is not null))
) with (fillfactor = 80);
comment on table komoko_lots is 'Credits with their maturity date; consumed ones are closed, never deleted. accrued: demurrage not posted yet, in thirty-millionths of a minor unit.';
create index komoko_lots_open on komoko_lots (account_id, matures_on, id) where open > 0;
create index komoko_lots_account on komoko_lots (account_id, id);

create table komoko_lot_uses (
    lot_id     bigint not null references komoko_lots,
    operation  uuid not null,
    paid       bigint not null check (paid >= 0),
    charged    bigint not null check (charged >= 0),
    primary key (lot_id, operation)
);
comment on table komoko_lot_uses is 'What each posting took from a lot: paid on, or charged as demurrage.';

create table komoko_standings (
    account_id             bigint primary key references accounts,
    carried                numeric(38) not null check (carried >= 0),
    instalment_period_end  date not null,
    instalment_drawn       bigint not null check (instalment_drawn >= 0)
);
comment on table komoko_standings is 'Fractions of demurrage of closed lots, and the overdraft used for instalments in a turnover period.';

create table komoko_bids (
    id          bigint generated always as identity primary key,
    ledger_id   integer not null references ledgers,
    operation   uuid not null,
    producer    bigint not null references accounts,
    amount      bigint not null check (amount > 0),
    matures_on  date not null,
    renewed_to  date not null check (renewed_to < matures_on)
);
comment on table komoko_bids is 'Time deposits that the system bids for (003, 5.2): value and date of credit that lost maturity.';
create index komoko_bids_ledger on komoko_bids (ledger_id, id);
