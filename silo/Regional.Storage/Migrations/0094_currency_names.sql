-- A community's currency has a name and a symbol for people beside its code and scale (000).

alter table ledgers add column currency_name text, add column currency_symbol text;
comment on column ledgers.currency_name is 'For people, such as River hours; null: the code stands for it.';
comment on column ledgers.currency_symbol is 'For people, such as Rh; null: the code stands for it.';
