import type { Client } from 'pg';
import { searchText } from '../../kernel/search-text.ts';

const FAMILY = [...'王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯曾彭萧田董潘袁于蒋蔡'];
const GIVEN = [...'伟强军勇涛斌鹏磊波辉超凯敏静丽娜艳芳玲倩颖琳洁雯明建国文志晓俊海永立新思嘉家子浩宇振卫'];
const SUBJECTS = ['电话回访', '上门拜访', '产品演示', '报价沟通', '合同细节', '售后问题', '节日问候', '需求调研'];

/**
 * Fills in what hangs on the customers, set by set: three contacts and ten activities each, every activity with its line
 * on the timeline. Same rows in every run.
 */
export async function fill(client: Client): Promise<void> {
  await client.query(
    'create temporary table numbered as select id, owner_id, team_id, row_number() over (order by external_id) as n from customer',
  );
  await client.query('analyze numbered');
  const indexes = await withoutIndexes(client);
  await addContacts(client);
  await addActivities(client);
  await client.query("set maintenance_work_mem = '256MB'");
  for (const definition of indexes) await client.query(definition);
}

/** Takes the indexes off that only make reading fast: made at once over all rows they take a tenth of the time. */
async function withoutIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any('{contact,activity,timeline_entry}'::regclass[]) and not i.indisunique`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** The search text of a name is that of its characters, so it can be put together in SQL. */
async function addContacts(client: Client): Promise<void> {
  const letters = (list: readonly string[]) =>
    JSON.stringify(list.map((text) => ({ text, sound: searchText(text).split(' ')[1] ?? '' })));
  await client.query(
    `with family as (select (at - 1)::int as at, v ->> 'text' as text, v ->> 'sound' as sound from jsonb_array_elements($1::jsonb) with ordinality as t(v, at)),
      given as (select (at - 1)::int as at, v ->> 'text' as text, v ->> 'sound' as sound from jsonb_array_elements($2::jsonb) with ordinality as t(v, at))
     insert into contact (id, customer_id, name, title, phone, decision_maker, search_text, created_at, updated_at, version)
     select md5('contact' || c.n || '-' || k)::uuid, c.id, f.text || a.text || b.text, '采购经理', (13900000000 + c.n * 3 + k)::text, k = 1,
       f.text || a.text || b.text || ' ' || f.sound || a.sound || b.sound || ' ' || left(f.sound, 1) || left(a.sound, 1) || left(b.sound, 1),
       now() - (c.n * 3 + k) * interval '1 minute', now(), 1
     from numbered c cross join generate_series(1, 3) k
       join family f on f.at = abs(hashint8(c.n * 7 + k)) % ${FAMILY.length}
       join given a on a.at = abs(hashint8(c.n * 11 + k)) % ${GIVEN.length}
       join given b on b.at = abs(hashint8(c.n * 13 + k)) % ${GIVEN.length}`,
    [letters(FAMILY), letters(GIVEN)],
  );
}

async function addActivities(client: Client): Promise<void> {
  const subject = `($1::text[])[1 + (c.n + k) % ${SUBJECTS.length}]`;
  await client.query(
    `insert into activity (id, kind, status, subject, content, customer_id, owner_id, team_id, occurred_at, due_at, created_at, updated_at, version)
     select md5('activity' || c.n || '-' || k)::uuid, case k % 3 when 0 then 'visit' when 1 then 'call' else 'wechat' end,
       case when k = 10 then 'planned' else 'done' end, ${subject}, '沟通了设备维护方案，客户希望下周安排一次演示，并关注交付时间和付款方式。',
       c.id, c.owner_id, c.team_id, case when k < 10 then now() - (c.n % 360 + k * 12) * interval '1 day' - c.n * interval '1 second' end,
       case when k = 10 then now() + (c.n % 30) * interval '1 day' end, now() - (c.n % 360) * interval '1 day', now(), 1
     from numbered c cross join generate_series(1, 10) k`,
    [SUBJECTS],
  );
  await client.query(
    `insert into timeline_entry (id, customer_id, at, kind, title, actor_id, entity, entity_id)
     select md5('line' || a.id)::uuid, a.customer_id, coalesce(a.occurred_at, a.created_at), case a.status when 'done' then 'activity.done' else 'activity.planned' end,
       '跟进：' || a.subject, a.owner_id, 'activity', a.id from activity a`,
  );
  await client.query(
    `update customer c set last_activity_at = a.at
     from (select customer_id, max(occurred_at) as at from activity group by customer_id) a where a.customer_id = c.id`,
  );
}
