import { query, queryOne } from '../../query.ts';
import type { EntityManager } from '../../orm.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { DEMO_SEED, generateDemo } from './generate-demo.ts';
import type { DemoData } from './demo-rows.ts';
import { DEMO_MANAGER, DEMO_SALESPERSON } from './people.ts';

export interface LoadDemo {
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly hashPassword: (password: string) => Promise<string>;
  /** Of both demo logins. The other people of the demo have no password and cannot log in. */
  readonly password: string;
  /** Another seed makes up another company. */
  readonly seed?: number;
}

export interface DemoLogin {
  readonly username: string;
  readonly password: string;
  /** For a person: «销售 sales (王磊)». */
  readonly label: string;
}

export interface LoadedDemo {
  /** Whether this call wrote the demo; false when there was something already. */
  readonly loaded: boolean;
  /** The demo people one can log in as with `password`; empty where there are none or they changed it. */
  readonly logins: readonly DemoLogin[];
}

/** Any fixed number: whoever holds it writes the demo, others wait and then find it there. */
const DEMO_LOCK = 7_261_122;
const ROWS_AT_ONCE = 1000;

/** Nobody has entered anything yet: the administrator at most is there. */
const IS_EMPTY = `select not exists (select from customer) and not exists (select from lead)
  and not exists (select from opportunity) and not exists (select from product) and not exists (select from team)
  and not exists (select from tag) and not exists (select from app_user where role <> 'administrator') as empty`;

/**
 * Writes the demo company into an empty installation, whole or not at all; anywhere else it does nothing. The rows are
 * made up before the transaction begins, so it holds the database only while they are written (a second or two).
 */
export async function loadDemo(input: LoadDemo): Promise<LoadedDemo> {
  const loaded = (await isEmpty(input.em)) && (await writeDemo(input));
  return { loaded, logins: await readLogins(input) };
}

async function isEmpty(em: EntityManager): Promise<boolean> {
  return (await queryOne<{ empty: boolean }>(em, IS_EMPTY))?.empty ?? false;
}

async function writeDemo(input: LoadDemo): Promise<boolean> {
  const data = withPasswords(
    generateDemo(input.seed ?? DEMO_SEED, input.clock.now()),
    await input.hashPassword(input.password),
  );
  return await input.em.transactional(async (em) => {
    await query(em, 'select pg_advisory_xact_lock($1)', [DEMO_LOCK]);
    if (!(await isEmpty(em))) return false;
    for (const [table, rows] of Object.entries(data)) await insertRows(em, table, rows);
    return true;
  });
}

function withPasswords(data: DemoData, hash: string): DemoData {
  const open = new Set([DEMO_SALESPERSON, DEMO_MANAGER]);
  return {
    ...data,
    app_user: data.app_user.map((user) => (open.has(user.username) ? { ...user, password_hash: hash } : user)),
  };
}

/** Inserts rows keyed by column; table and columns are names of this release's own code. */
async function insertRows(em: EntityManager, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const chunk = JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE));
    await query(
      em,
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [chunk],
    );
  }
}

/** A changed password raises the session epoch, so a login is told only while its password is the demo's. */
async function readLogins({ em, password }: LoadDemo): Promise<DemoLogin[]> {
  const rows = await query<{ username: string; name: string; role: string }>(
    em,
    `select username, name, role from app_user
     where username = any($1::text[]) and active and session_epoch = 0 and password_hash is not null order by role desc`,
    [[DEMO_SALESPERSON, DEMO_MANAGER]],
  );
  return rows.map(({ username, name, role }) => {
    const label = role === 'sales_manager' ? '演示经理 demo manager' : '演示销售 demo salesperson';
    return { username, password, label: `${label}（${name}）` };
  });
}
