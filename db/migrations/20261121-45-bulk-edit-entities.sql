-- Deals can be edited in bulk too.
alter table "bulk_edit" drop constraint "bulk_edit_entity_check";
alter table "bulk_edit" add constraint "bulk_edit_entity_check" check ("entity" in ('customer', 'contact', 'lead', 'opportunity'));
