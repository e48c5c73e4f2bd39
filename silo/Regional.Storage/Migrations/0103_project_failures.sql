-- Komoko (003, 5.3): how a failed investment project ended.

alter table komoko_projects
    add ended_on   date,
    add ended_by   uuid,
    add loss       bigint check (loss > 0),
    add refunded   bigint check (refunded >= 0),
    add proceeds   bigint check (proceeds >= 0),
    add constraint komoko_projects_ended check (
        num_nulls(ended_on, ended_by, loss, refunded, proceeds) in (0, 5));
comment on column komoko_projects.loss is 'What neither the underwriter (refunded) nor the sale of the pledge (proceeds) brought in.';
