-- The savings pool of 001: agreements with votes and signatures, what withdrawals drew on them, and reciprocity points.

create table pool_agreements (
    id           uuid primary key,
    ledger_id    integer not null references ledgers,
    account_id   bigint not null references accounts,
    amount       bigint not null check (amount > 0),
    term_months  integer not null check (term_months between 1 and 600),
    repayment    bigint not null check (repayment > 0),
    saving       bigint not null check (saving >= 0),
    balance      bigint not null check (balance < 0),
    points       bigint not null,
    status       smallint not null default 1 check (status between 1 and 4),
    proposed_at  timestamptz not null,
    decided_at   timestamptz,
    decided_by   uuid,
    actor        text not null,
    reason       text,
    check ((status = 1) = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null))
);
comment on table pool_agreements is 'Loans proposed to a savings pool; the id is the proposing operation''s. status: 1 open, 2 agreed, 3 rejected, 4 withdrawn.';
comment on column pool_agreements.amount is 'What may be drawn past the savings, altogether and once, minor units.';
comment on column pool_agreements.balance is 'What the plan that was voted on starts from: the balance once the amount is drawn, and the points then.';
create index pool_agreements_account on pool_agreements (account_id);
create index pool_agreements_ledger on pool_agreements (ledger_id, proposed_at);

create table pool_votes (
    operation     uuid primary key,
    agreement_id  uuid not null references pool_agreements,
    member_id     bigint not null references members,
    choice        smallint not null check (choice between 1 and 3),
    at            timestamptz not null,
    actor         text not null,
    reason        text,
    replaced_by   uuid
);
comment on table pool_votes is 'Votes on proposals: 1 for, 2 against, 3 abstains. A later vote of a member replaces the earlier one; both stay.';
create unique index pool_votes_in_force on pool_votes (agreement_id, member_id) where replaced_by is null;

create table pool_signatures (
    agreement_id  uuid not null references pool_agreements,
    member_id     bigint not null references members,
    operation     uuid not null,
    at            timestamptz not null,
    actor         text not null,
    primary key (agreement_id, member_id)
);

create table pool_withdrawals (
    operation      uuid primary key,
    account_id     bigint not null references accounts,
    own            bigint not null check (own >= 0),
    loan           bigint not null check (loan >= 0),
    points         bigint not null,
    balance        bigint not null,
    business_date  date not null,
    at             timestamptz not null
);
comment on table pool_withdrawals is 'A fact: how much of what left a member''s account was savings and how much a loan, and the points it was decided on.';
comment on column pool_withdrawals.balance is 'The balance once it is paid, amounts then pending as debits counted.';
create index pool_withdrawals_account on pool_withdrawals (account_id);

create table pool_draws (
    operation     uuid not null references pool_withdrawals,
    agreement_id  uuid not null references pool_agreements,
    account_id    bigint not null references accounts,
    amount        bigint not null check (amount > 0),
    before        bigint not null check (before >= 0),
    primary key (operation, agreement_id)
);
comment on table pool_draws is 'A fact: what a withdrawal draws on an agreement.';
comment on column pool_draws.before is 'What of the withdrawal is covered before this draw: savings and earlier draws. When only a part of a held withdrawal is posted, the last draws are the first to go.';
create index pool_draws_agreement on pool_draws (agreement_id);

create view pool_draws_in_force as
select d.operation, d.agreement_id, d.account_id,
       case
           when exists (select from corrections c where c.corrected = d.operation) then 0
           when p.status is null or p.status = 1 then d.amount
           when p.status = 2 then least(d.amount, greatest(0, p.posted_amount - d.before))
           else 0
       end as amount
from pool_draws d
left join pendings p on p.operation = d.operation and p.leg = 0;
comment on view pool_draws_in_force is 'What of each draw counts: nothing of a withdrawal that was corrected, voided or ran out.';

create function pool_drawn(p_agreement uuid) returns bigint
language sql stable
return (select coalesce(sum(amount), 0)::bigint from pool_draws_in_force where agreement_id = p_agreement);

create table pool_points (
    account_id  bigint primary key references accounts,
    ledger_id   integer not null references ledgers,
    points      bigint not null
);
comment on table pool_points is 'Projection: points after the last month end, minor units of the pool''s currency; can be recomputed from pool_points_taken and pool_point_lines.';
create index pool_points_ledger on pool_points (ledger_id);

create table pool_points_taken (
    operation   uuid not null,
    account_id  bigint not null references accounts,
    ledger_id   integer not null references ledgers,
    points      bigint not null,
    at          timestamptz not null,
    actor       text not null,
    reason      text,
    primary key (operation, account_id)
);
comment on table pool_points_taken is 'Points brought from a pool''s books before its first month end here; of one operation they sum to zero, the bank account taking the other side.';
create index pool_points_taken_account on pool_points_taken (account_id);

create table pool_point_lines (
    period_id   bigint not null,
    account_id  bigint not null references accounts,
    ledger_id   integer not null references ledgers,
    balance     bigint not null,
    opening     bigint not null,
    total       bigint not null,
    primary key (period_id, account_id),
    check (total = opening + balance)
);
comment on table pool_point_lines is 'One account at one month end, the columns of 001''s spreadsheet: balance = points added, points from last month, total.';
create index pool_point_lines_account on pool_point_lines (account_id, period_id);

create or replace function views.role_name(role smallint) returns text language sql immutable parallel safe
return (array['member', 'region', 'settlement', 'exchange difference', 'rounding', 'fees', 'demurrage', 'levy', 'loss',
              'community', 'rest of world', 'suspense', 'opening', 'bank'])[role];
