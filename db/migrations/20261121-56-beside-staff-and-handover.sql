-- What goes along with colleagues' work may be said while they speak, and what they are told when they take over.
-- Survives older workers: yes (a column with a default, a column that may be empty).

alter table "robot_command_queue" add "beside_staff" boolean not null default false;
alter table "channel_session" add "handover_summary" text null;
