import type { Client } from 'pg';

/** How many sell, in how many teams. */
export const SALESPEOPLE = 30;

/** Three teams with thirty salespeople, `bench1` to `bench30`. */
export async function seedPeople(client: Client): Promise<void> {
  await client.query(`
    insert into team (id, name, region, created_at)
    select md5('team' || n)::uuid, '销售' || n || '组', '华东', now() from generate_series(1, 3) n`);
  await client.query(`
    insert into app_user (id, username, name, role, team_id, active, session_epoch, created_at, updated_at, version)
    select md5('user' || n)::uuid, 'bench' || n, '销售员' || n, 'salesperson', md5('team' || (n % 3 + 1))::uuid,
      true, 0, now(), now(), 1 from generate_series(1, ${SALESPEOPLE}) n`);
}
