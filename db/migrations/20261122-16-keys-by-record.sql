-- Keys of duplicates are read by the record or by the key, never by the kind of record alone: a kind that is new to the
-- planner's statistics was read whole for each key (40 records a second instead of 2,500).
-- Survives older workers: yes (they ask for the same columns).

alter table "match_key" drop constraint "match_key_pkey", add primary key ("entity_id", "entity", "kind", "value");
