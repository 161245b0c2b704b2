-- What goes along with colleagues' work may be said while they speak.
-- Survives older workers: yes (a column with a default).

alter table "robot_command_queue" add "beside_staff" boolean not null default false;
