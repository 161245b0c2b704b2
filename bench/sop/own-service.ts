import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { readActiveTemplate, type ActiveTemplate } from '../../domain/sop/instances/read-active-template.ts';
import { startInstances, type StartTarget } from '../../domain/sop/instances/start-instances.ts';
import { toConfig } from '../../kernel/config/config.ts';
import { SopContent } from '../../kernel/contracts/sop.ts';
import { newId } from '../../kernel/ids.ts';
import { startService, type Service } from '../../server/start-service.ts';
import { instantChannel } from '../routing/instant-channel.ts';
import { serviceEnvironment } from '../service-environment.ts';

const PAGE = 500;
const ACCOUNTS = 20;

/** A step of a measured sequence; one leads to the next. */
export interface BenchStep {
  readonly id: string;
  readonly action_type: string;
  readonly config?: object;
  readonly delay_minutes?: number;
}

/** The service with sequences to measure, in this process. */
export interface OwnService {
  readonly service: Service;
  sql<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Writes an active template whose steps follow each other. */
  template(steps: readonly BenchStep[]): Promise<ActiveTemplate>;
  /** Makes so many contacts to write to. */
  targets(count: number): Promise<StartTarget[]>;
  /** Starts the sequence for each, as a batch does: some hundred in a transaction. */
  start(template: ActiveTemplate, targets: readonly StartTarget[]): Promise<void>;
}

/** @param settings `workers: false` only starts sequences and carries none; `batch` instead of the default of `SOP_BATCH` */
export async function ownService(
  databaseUrl: string,
  settings: { readonly workers?: boolean; readonly batch?: number } = {},
): Promise<OwnService> {
  const environment = { DATABASE_URL: databaseUrl, PORT: '0', ...serviceEnvironment({}) };
  const batch: Record<string, string> = settings.batch ? { SOP_BATCH: String(settings.batch) } : {};
  const service = await startService(toConfig({ ...environment, ...batch }), {
    channels: new Map([['worktool', instantChannel(() => undefined)]]),
    withoutBuiltInFlow: true,
    withoutWorkers: settings.workers === false,
  });
  const { parts } = service;
  const sql = async <Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> =>
    await query<Row>(forkEm(parts.orm), text, params);
  return {
    service,
    sql,
    template: async (steps) => await addTemplate(service, sql, steps),
    targets: async (count) => await addTargets(sql, count),
    start: async (template, targets) => {
      for (let at = 0; at < targets.length; at += PAGE)
        await startInstances(parts.sop.scope(), {
          template,
          targets: targets.slice(at, at + PAGE),
          trigger_type: 'manual',
        });
    },
  };
}

async function addTemplate(
  { parts }: Service,
  sql: OwnService['sql'],
  steps: readonly BenchStep[],
): Promise<ActiveTemplate> {
  const [id, version] = [newId(), newId()];
  const content = SopContent.parse({
    steps: steps.map((step, at) => ({
      name: step.id,
      delay_minutes: 0,
      delay_until: null,
      conditions: null,
      config: {},
      ...step,
      next_steps: steps[at + 1] ? [{ to: steps[at + 1]!.id }] : [],
    })),
    trigger_config: { conditions: null, re_entry: { rule: 'parallel' } },
    target_config: { conditions: null },
    settings: {},
  });
  await sql(
    `insert into sop_templates (id, name, description, sop_type, category, tags, status, active_number, newest_number, created_at, updated_at)
     values ($1::uuid, 'bench ' || $1::uuid, '', 'welcome', 'bench', '{}', 'active', 1, 1, now(), now())`,
    [id],
  );
  await sql(
    `insert into sop_template_versions (id, template_id, number, content, note, created_at) values ($1, $2, 1, $3, '', now())`,
    [version, id, JSON.stringify(content)],
  );
  return (await readActiveTemplate(parts.sop.scope(), id))!;
}

async function addTargets(sql: OwnService['sql'], count: number): Promise<StartTarget[]> {
  return await sql<StartTarget>(
    `with account as (
        insert into channel_account (id, channel, external_id, name, state, created_at, updated_at)
        select gen_random_uuid(), 'worktool', 'bench-' || gen_random_uuid(), '小枢' || n, 'online', now(), now()
        from generate_series(1, ${ACCOUNTS}) n returning id),
      numbered as (select id, row_number() over () as n from account),
      person as (
        insert into channel_person (id, channel, place, external_id, name, stable, created_at, updated_at)
        select gen_random_uuid(), 'worktool', '', 'bench-' || gen_random_uuid(), '客户' || n, true, now(), now()
        from generate_series(1, $1::int) n returning id),
      counted as (select id, row_number() over () as n from person),
      conversation as (
        insert into channel_conversation (id, channel, kind, place, external_id, name, stable, account_id, person_id, created_at, updated_at)
        select gen_random_uuid(), 'worktool', 'person', '', 'bench-' || gen_random_uuid(), '客户' || c.n, true, a.id, c.id, now(), now()
        from counted c join numbered a on a.n = c.n % ${ACCOUNTS} + 1 returning id, account_id, person_id, name)
     select account_id, person_id, id as conversation_id, null::uuid as contact_id, name from conversation`,
    [count],
  );
}

/** Waits until the condition holds. @throws Error after ten minutes */
export async function whenSo(what: string, pollMs: number, holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 600_000;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`${what} took longer than ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
