-- How often the reading of a callback was begun and did not come to an end: one whose reading ends the process is not read for ever.
-- Survives older workers: yes (they read without counting).

alter table "inbound_callback" add column "readings" smallint not null default 0;
