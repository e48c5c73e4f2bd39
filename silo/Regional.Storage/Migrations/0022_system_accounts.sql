-- A ledger's terms name its system accounts; without an index of these alone, reading terms reads every member's account.
create index accounts_of_system on accounts (ledger_id) where role not in (1, 10);
