-- Whoever may assign gives records of a pool to members of the team: a line of its own in the pool's history.
-- Survives older workers: yes (they neither write nor expect the new word).

alter table "pool_event" drop constraint "pool_event_kind_check";
alter table "pool_event" add constraint "pool_event_kind_check" check ("kind" in ('entered', 'recycled', 'released', 'picked', 'given', 'warned'));
