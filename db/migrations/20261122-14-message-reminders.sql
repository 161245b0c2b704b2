-- What robots cannot settle is told to a person: a message that did not get out, an answer left to colleagues.
-- Survives older workers: yes (they write the kinds they know).

alter table "reminder" drop constraint "reminder_kind_check";
alter table "reminder" add constraint "reminder_kind_check" check ("kind" in ('follow_ups', 'deal_stalled', 'deal_slipping', 'deal_close_overdue', 'task_overdue', 'milestone_due', 'milestone_overdue', 'issue_overdue', 'contract_renewal', 'alert', 'sop', 'message'));
