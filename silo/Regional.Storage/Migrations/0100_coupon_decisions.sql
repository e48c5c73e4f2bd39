-- What general meetings of a community with coupons decided (002, II.A.2 and II.B).

create table coupon_decisions (
    no          bigint generated always as identity primary key,
    ledger_id   integer not null references ledgers,
    met_on      date not null,
    kind        smallint not null check (kind between 1 and 5),
    subject     text not null,
    amount      bigint check (amount > 0),
    votes_for   integer not null check (votes_for >= 0),
    votes_against integer not null check (votes_against >= 0),
    at          timestamptz not null,
    actor       text not null,
    reason      text,
    operation   uuid not null unique,
    check ((kind = 1) = (amount is null))
);
comment on table coupon_decisions is 'Decisions of the general meeting as written down. kind: 1 election of the trustee, 2 grant, 3 loan, 4 membership development, 5 project. What the Community Fund pays is booked by hand.';
create index coupon_decisions_met on coupon_decisions (ledger_id, met_on);
