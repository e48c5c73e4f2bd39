-- Monthly figures of a credit union before and during its coupons, as its administrator enters them (002, III).

create table coupon_indicators (
    no          bigint generated always as identity primary key,
    ledger_id   integer not null references ledgers,
    month       date not null check (extract(day from month) = 1),
    indicator   smallint not null check (indicator between 1 and 11),
    value       bigint not null check (value >= 0),
    at          timestamptz not null,
    actor       text not null,
    reason      text,
    operation   uuid not null,
    unique (operation, indicator)
);
comment on table coupon_indicators is 'One row per figure entered; the newest of a month and indicator holds, the others say what was entered before. indicator: 1 accounts, 2 savings, 3 assets, 4 savings deposits, 5 new businesses, 6 share of income spent in coupons (hundredths of a per cent), 7 tracer notes, 8 hands they passed, 9 business turnover, 10 members'' spending, 11 local trade.';
create index coupon_indicators_month on coupon_indicators (ledger_id, month, indicator, no desc);
