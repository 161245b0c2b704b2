-- Who is interested is a few per cent of all follow-ups, and asked for across tasks.
-- Survives older workers: yes (an index only).

create index dcc_leads_follow_interested on dcc_leads_follow (id) where is_interested = 'interested';
