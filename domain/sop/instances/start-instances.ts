import { query } from '../../../db/query.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { ReEntry, SopTrigger } from '../../../kernel/contracts/sop.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { wakeSop } from '../running/wake-sop.ts';
import type { ActiveTemplate } from './read-active-template.ts';

const DAY_MS = 86_400_000;
const PRIORITIES = { high: 0, normal: 1, low: 2 } as const;

/** Somebody a sequence can be started for: resolved, so that an account of ours can write to them. */
export interface StartTarget {
  readonly account_id: string;
  readonly person_id: string;
  readonly conversation_id: string;
  readonly contact_id: string | null;
  readonly name: string;
}

export interface StartOrder {
  readonly template: ActiveTemplate;
  readonly targets: readonly StartTarget[];
  readonly trigger_type: SopTrigger;
  /** The same key starts one instance, however often the event is told; null: each call is an event of its own. */
  readonly trigger_key?: (target: StartTarget) => string | null;
  readonly variables?: SopVariables;
  readonly created_by?: string | null;
  readonly batch_id?: string | null;
  readonly priority?: keyof typeof PRIORITIES;
  /** Minutes from now after which the first step is taken. */
  readonly delay_minutes?: number;
}

/** What became of a target, in the order of the targets: the instance, or why there is none. */
export interface Started {
  readonly id: string | null;
  readonly reason: string | null;
}

/**
 * Starts a sequence for many contacts, a few statements whatever their number: who is in it already, was in it before, or does
 * not want to be written to is left out with the reason. Two starts of the same contact at the same moment come one after the
 * other.
 */
export async function startInstances(
  outer: Pick<Scope, 'em' | 'clock' | 'jobs' | 'events'>,
  order: StartOrder,
): Promise<Started[]> {
  if (order.targets.length === 0) return [];
  return await inTransaction(outer, async (scope) => {
    const rule = order.template.content.trigger_config.re_entry;
    const persons = [...new Set(order.targets.map(({ person_id }) => person_id))].toSorted();
    if (rule.rule !== 'parallel') await lockPersons(scope, order.template.id, persons);
    const reasons = await reasonsAgainst(scope, order);
    const ids = await insert(scope, order, (place) => reasons[place] === null);
    if (ids.size > 0) {
      await noteUse(scope, order.template.id);
      await wakeSop(scope, firstDue(scope.clock.now(), order));
    }
    return order.targets.map((_target, place) => {
      const id = ids.get(place) ?? null;
      return { id, reason: id === null ? (reasons[place] ?? '这件事已经开始过一次') : null };
    });
  });
}

/**
 * Why each of the targets would not be started, in their order; null: they would be. Writes nothing, so a start may still find
 * it otherwise.
 */
export async function reasonsAgainst(
  scope: Pick<Scope, 'em' | 'clock'>,
  { template, targets }: Pick<StartOrder, 'template' | 'targets'>,
): Promise<(string | null)[]> {
  if (targets.length === 0) return [];
  const rule = template.content.trigger_config.re_entry;
  const standing = await readStanding(scope, template.id, targets);
  const seen = new Set<string>();
  return targets.map((target, place) => {
    const why =
      whyNot(standing[place]!, rule, scope.clock.now()) ??
      (seen.has(target.person_id) ? '同一位联系人在这一批里重复了' : null);
    if (why === null) seen.add(target.person_id);
    return why;
  });
}

async function lockPersons(scope: Pick<Scope, 'em'>, templateId: string, persons: readonly string[]): Promise<void> {
  await query(
    scope.em,
    `select pg_advisory_xact_lock(hashtextextended('sop-start:' || $1 || p.id, 0))
     from (select id from unnest($2::text[]) as x(id) order by id) p`,
    [templateId, persons],
  );
}

interface Standing {
  readonly open: boolean;
  readonly last_ended: string | null;
  readonly ever: boolean;
  readonly disturb: boolean;
}

/** How each target stands to the template: by the person on the channel, or by the contact they are in the CRM. */
async function readStanding(
  scope: Pick<Scope, 'em' | 'clock'>,
  templateId: string,
  targets: readonly StartTarget[],
): Promise<Standing[]> {
  return await query<Standing>(
    scope.em,
    `select exists (select 1 from sop_instances i where i.template_id = $1 and i.person_id = any(same.ids)
         and i.status in ('pending', 'executing', 'paused')) as open,
       (select iso(max(i.ended_at)) from sop_instances i where i.template_id = $1 and i.person_id = any(same.ids)) as last_ended,
       exists (select 1 from sop_instances i where i.template_id = $1 and i.person_id = any(same.ids)) as ever,
       exists (select 1 from do_not_disturb d where d.person_id = any(same.ids) and d.lifted_at is null
         and (d.until is null or d.until > $4)) as disturb
     from unnest($2::uuid[], $3::uuid[]) with ordinality as t(person_id, contact_id, place),
       lateral (select array_agg(p.id) as ids from channel_person p
                where p.id = t.person_id or p.contact_id = t.contact_id) same
     order by t.place`,
    [
      templateId,
      targets.map(({ person_id }) => person_id),
      targets.map(({ contact_id }) => contact_id),
      scope.clock.now(),
    ],
  );
}

function whyNot(standing: Standing, rule: ReEntry, now: Date): string | null {
  if (standing.disturb) return '对方不希望被打扰';
  if (rule.rule === 'parallel') return null;
  if (standing.open) return '这位联系人正在这个流程里';
  if (rule.rule === 'never') return standing.ever ? '这位联系人已经走过这个流程' : null;
  const until = standing.last_ended === null ? 0 : Date.parse(standing.last_ended) + rule.days * DAY_MS;
  return until > now.getTime() ? `距上次走完不到 ${rule.days} 天` : null;
}

/** @returns ids of what was begun, by the place of the target; one whose key was used before is missing */
async function insert(
  scope: Pick<Scope, 'em' | 'clock'>,
  order: StartOrder,
  fits: (place: number) => boolean,
): Promise<ReadonlyMap<number, string>> {
  const now = scope.clock.now();
  const { template } = order;
  const { settings } = template.content;
  const rows = order.targets.flatMap((target, place) =>
    fits(place) ? [{ ...target, place, id: newId(), trigger_key: order.trigger_key?.(target) ?? null }] : [],
  );
  if (rows.length === 0) return new Map();
  const variables = { ...settings.variables, ...order.variables, trigger_type: order.trigger_type };
  const added = await query<{ id: string }>(
    scope.em,
    `insert into sop_instances (id, template_id, template_version_id, account_id, person_id, conversation_id, contact_id,
       instance_name, status, step_since, due_at, variables, context_data, trigger_type, trigger_key, created_by_id, batch_id,
       priority, expires_at, created_at, updated_at)
     select x.id, $2, $3, x.account_id, x.person_id, x.conversation_id, x.contact_id, left(x.name, 200), 'pending', $4, $11, $5, '{}', $6,
       x.trigger_key, $7, $8, $9, $10, $4, $4
     from jsonb_to_recordset($1::jsonb) as x(id uuid, account_id uuid, person_id uuid, conversation_id uuid, contact_id uuid, name text,
       trigger_key text)
     on conflict (trigger_key) do nothing returning id`,
    [
      JSON.stringify(
        rows.map((row) => ({ ...row, name: row.name ? `${template.name} - ${row.name}` : template.name })),
      ),
      template.id,
      template.version_id,
      now,
      JSON.stringify(variables),
      order.trigger_type,
      order.created_by ?? null,
      order.batch_id ?? null,
      PRIORITIES[order.priority ?? settings.priority],
      new Date(now.getTime() + settings.timeout_days * DAY_MS),
      firstDue(now, order),
    ],
  );
  const kept = new Set(added.map(({ id }) => id));
  return new Map(rows.flatMap(({ id, place }) => (kept.has(id) ? [[place, id] as const] : [])));
}

/** When the template was used last, by the minute: a row that thousands of starts would queue for is written once. */
async function noteUse(scope: Pick<Scope, 'em' | 'clock'>, id: string): Promise<void> {
  await query(
    scope.em,
    `update sop_templates set last_used_at = $2 where id in (
       select id from sop_templates where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')
       for update skip locked)`,
    [id, scope.clock.now()],
  );
}

function firstDue(now: Date, { delay_minutes: minutes = 0 }: StartOrder): Date {
  return new Date(now.getTime() + minutes * 60_000);
}
