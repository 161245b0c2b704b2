import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { templatesFor, type ActiveTemplate } from '../instances/read-active-template.ts';
import { startInstances } from '../instances/start-instances.ts';
import type { SopEngine, SopScope } from '../running/sop-engine.ts';
import { lastSlot } from './cron-slot.ts';
import { findTargets } from './find-targets.ts';
import { whoFits } from './who-fits.ts';

const MINUTE_MS = 60_000;
/** How often contacts are looked through for a condition. */
const CONDITION_EVERY_MS = 10 * MINUTE_MS;
/** Contacts that one transaction looks at. */
const PAGE = 500;

interface Sweep {
  readonly slot: string;
  readonly cursor: string | null;
  readonly running: boolean;
}

/**
 * Starts what is due by the clock or by a condition. Each slot of a template is one round through the contacts its targets
 * choose; the row of the round says how far it came, so that another process goes on after a crash and no contact is started
 * twice in a slot.
 */
export async function sweepTemplates(engine: SopEngine, signal: AbortSignal): Promise<number> {
  let started = 0;
  for (const template of await templatesFor(engine.scope(), ['schedule', 'condition']))
    for (let more = true; more && !signal.aborted;) {
      const page = await inTransaction(engine.scope(), async (scope) => await sweepPage(scope, template));
      started += page.started;
      more = page.more;
    }
  return started;
}

async function sweepPage(scope: SopScope, template: ActiveTemplate): Promise<{ started: number; more: boolean }> {
  const sweep = await takeRound(scope, template);
  if (!sweep) return { started: 0, more: false };
  const { target_config: chosen, trigger_config: trigger, settings } = template.content;
  const found = await findTargets(scope, chosen, { after: sweep.cursor, most: PAGE });
  const chosenOnes = await whoFits(scope, found, chosen.conditions, settings.variables);
  const fitting = await whoFits(scope, chosenOnes, trigger.conditions, settings.variables);
  const rows = await startInstances(scope, {
    template: calmed(template),
    targets: fitting,
    trigger_type: trigger.type,
    trigger_key: (target) => `${template.id}:${sweep.slot}:${target.person_id}`,
  });
  const started = rows.filter(({ id }) => id !== null).length;
  const more = found.length === PAGE;
  await query(
    scope.em,
    `update sop_sweeps set cursor = $2, running = $3, started = started + $4, updated_at = $5 where template_id = $1`,
    [template.id, found.at(-1)?.conversation_id ?? null, more, started, scope.clock.now()],
  );
  return { started, more };
}

/** A condition that goes on holding would start a contact over and over: once a day is the most. */
function calmed(template: ActiveTemplate): ActiveTemplate {
  const { trigger_config: trigger } = template.content;
  if (trigger.type !== 'condition' || trigger.re_entry.rule !== 'parallel') return template;
  const re_entry = { rule: 'after_days', days: 1 } as const;
  return { ...template, content: { ...template.content, trigger_config: { ...trigger, re_entry } } };
}

/** Takes up the round that is under way or due; null: none is, or another process is at it. */
async function takeRound(scope: SopScope, template: ActiveTemplate): Promise<Sweep | null> {
  const now = scope.clock.now();
  await query(
    scope.em,
    `insert into sop_sweeps (template_id, slot, updated_at) values ($1, $2, $3) on conflict (template_id) do nothing`,
    // A template counts from the moment it is first seen active; a condition is looked at at once.
    [template.id, template.content.trigger_config.type === 'condition' ? new Date(0) : now, now],
  );
  const row = await queryOne<Sweep>(
    scope.em,
    'select iso(slot) as slot, cursor, running from sop_sweeps where template_id = $1 for update skip locked',
    [template.id],
  );
  if (!row) return null;
  if (row.running) return row;
  const slot = nextSlot(template, new Date(row.slot), now);
  if (slot === null) return null;
  await query(
    scope.em,
    'update sop_sweeps set slot = $2, cursor = null, running = true, started = 0, updated_at = $3 where template_id = $1',
    [template.id, slot, now],
  );
  return { slot: slot.toISOString(), cursor: null, running: true };
}

function nextSlot({ content: { trigger_config: trigger } }: ActiveTemplate, last: Date, now: Date): Date | null {
  if (trigger.type === 'schedule') return lastSlot(trigger.cron ?? '', trigger.zone, last, now);
  const slot = new Date(Math.floor(now.getTime() / CONDITION_EVERY_MS) * CONDITION_EVERY_MS);
  return slot > last ? slot : null;
}
