import type { Client } from 'pg';

/** How many leads the list is read from. */
export const LEADS = 10_000;

/**
 * Fills the database with three teams, thirty people, 10,000 leads that most fields of which are set, and a planned
 * follow-up for every fifth of them: the same rows in every run.
 */
export async function seedLeads(client: Client): Promise<void> {
  await client.query(`
    insert into team (id, name, region, created_at)
    select ${uuid("'team' || n")}, '销售' || n || '组', '华东', now() from generate_series(1, 3) n`);
  await client.query(`
    insert into app_user (id, username, name, role, team_id, active, session_epoch, created_at, updated_at, version)
    select ${uuid("'user' || n")}, 'bench' || n, '销售员' || n, 'salesperson', ${uuid("'team' || (n % 3 + 1)")},
      true, 0, now(), now(), 1 from generate_series(1, 30) n`);
  await client.query(`
    insert into lead (id, name, company, title, phone, email, wechat, source, region, city, sector, status,
      description, owner_id, team_id, search_text, last_activity_at, created_at, updated_at, version)
    select ${uuid("'lead' || n")}, '客户' || n, '第' || n || '号机械设备有限公司', '采购经理', (13800000000 + n)::text,
      'lead' || n || '@example.com', 'wx' || n, '展会', '华东', '杭州', '制造业', 'new',
      '对设备维护方案感兴趣，希望下周安排一次演示。', ${uuid("'user' || (n % 30 + 1)")}, ${uuid("'team' || (n % 3 + 1)")},
      '客户' || n, now() - n * interval '1 minute', now() - n * interval '1 hour', now(), 1
    from generate_series(1, ${LEADS}) n`);
  await client.query(`
    insert into activity (id, kind, status, subject, lead_id, owner_id, team_id, due_at, created_at, updated_at, version)
    select ${uuid("'activity' || n")}, 'call', 'planned', '电话回访', ${uuid("'lead' || n")},
      ${uuid("'user' || (n % 30 + 1)")}, ${uuid("'team' || (n % 3 + 1)")}, now() + interval '1 day', now(), now(), 1
    from generate_series(1, ${LEADS}, 5) n`);
}

/** An id that follows from a text. */
function uuid(text: string): string {
  return `md5(${text})::uuid`;
}
