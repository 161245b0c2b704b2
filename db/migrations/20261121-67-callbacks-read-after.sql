-- Callbacks are kept first and read after: the order of arrival, what failed and when it is tried again.
-- Survives older workers: yes (they go on keeping and reading in one step; what is read gets a number it does not use).

alter table "inbound_callback" add column "seq" bigserial, add column "attempts" smallint not null default 0, add column "try_at" timestamptz null, add column "read_at" timestamptz null;
alter table "inbound_callback" drop constraint "inbound_callback_outcome_check";
alter table "inbound_callback" add constraint "inbound_callback_outcome_check" check ("outcome" in ('kept', 'taken', 'repeated', 'nothing', 'unreadable', 'failed'));
create index inbound_callback_unread on inbound_callback (account_id, seq) where outcome = 'kept' or try_at is not null;
create index inbound_callback_trouble on inbound_callback (seq) where outcome in ('failed', 'unreadable');
