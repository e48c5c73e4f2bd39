-- Mutual credit: limits by model (fixed, Greco, Riegel) with their reasons, and draws on Riegel's powers.

create table credit_pay (
    id           bigint generated always as identity primary key,
    account_id   bigint not null references accounts,
    monthly_pay  bigint not null check (monthly_pay >= 0),
    at           timestamptz not null,
    actor        text not null,
    reason       text,
    operation    uuid not null
);
comment on table credit_pay is 'What an account''s holder pays or earns a month, as declared; the newest row counts.';
create index credit_pay_account on credit_pay (account_id, id desc);

create table credit_grants (
    id            bigint generated always as identity primary key,
    account_id    bigint not null references accounts,
    operation     uuid not null,
    model         text not null,
    as_of         date not null,
    credit_limit  bigint not null check (credit_limit >= 0),
    payroll       bigint not null check (payroll >= 0),
    commercial    bigint not null check (commercial >= 0),
    ceiling       bigint,
    sales         bigint not null,
    counted       bigint not null,
    months        integer not null,
    monthly_pay   bigint not null,
    unique (account_id, operation),
    check (payroll + commercial = 0 or payroll + commercial = credit_limit)
);
comment on table credit_grants is 'What the model granted and on what: the newest row of an account says its powers. Who, when and why stand in account_changes and operations.';
comment on column credit_grants.counted is 'Sales that count, after wash damping, over so many months (Greco).';
create index credit_grants_account on credit_grants (account_id, id desc);

create table credit_draws (
    account_id       bigint not null references accounts,
    no               bigint not null check (no >= 1),
    operation        uuid not null,
    power            smallint not null check (power in (1, 2)),
    amount           bigint not null check (amount > 0),
    payroll_used     bigint not null check (payroll_used >= 0),
    commercial_used  bigint not null check (commercial_used >= 0),
    at               timestamptz not null,
    primary key (account_id, no)
);
comment on table credit_draws is 'What payments took of a power (1 payroll, 2 commercial) beyond the payer''s own credit, written with them, numbered without gaps; used: after it.';
create index credit_draws_operation on credit_draws (operation);
