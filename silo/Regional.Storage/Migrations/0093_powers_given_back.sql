-- A payment that is taken back gives back the powers it drew on (Riegel as 003 cites him).

alter table credit_draws drop constraint credit_draws_amount_check;
alter table credit_draws add column returns uuid;
alter table credit_draws add constraint credit_draws_amount_check check (amount <> 0 and (amount < 0) = (returns is not null));
comment on column credit_draws.amount is 'More than zero: drawn. Less: given back, of the payment in returns.';
create index credit_draws_returns on credit_draws (account_id, returns) where returns is not null;
