import { query } from '../../../db/query.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import type { CountedProfile, ProfileMove } from './count-profiles.ts';
import { HEALTH_LEVEL_WORDS } from './profile-words.ts';
import { customerHealthChanged } from './signals.ts';

const ROWS = `jsonb_to_recordset($1::jsonb) as n(customer_id uuid, tier text, last_order_on date, orders int, spent numeric, r smallint,
  f smallint, m smallint, health smallint, health_level text, confidence smallint, previous_health smallint,
  health_changed_at timestamptz, signals jsonb, causes jsonb)`;
const COLUMNS = [
  'tier',
  'last_order_on',
  'orders',
  'spent',
  'r',
  'f',
  'm',
  'health',
  'health_level',
  'confidence',
  'previous_health',
  'health_changed_at',
  'signals',
  'causes',
];

/**
 * Keeps counted profiles, a line of history for each whose tier or health moved, and tells of each that changed its level.
 * @returns how many moved
 */
export async function storeProfiles(scope: TellScope, moves: readonly ProfileMove[]): Promise<number> {
  const list = COLUMNS.join(', ');
  const now = scope.clock.now();
  await query(
    scope.em,
    `insert into customer_profile (customer_id, ${list}, computed_at)
     select n.customer_id, ${list}, $2 from ${ROWS} order by n.customer_id
     on conflict (customer_id) do update set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}, computed_at = excluded.computed_at`,
    [JSON.stringify(moves.map(({ after }) => after)), now],
  );
  const moved = moves.filter(({ before, after }) => differ(before, after));
  if (moved.length === 0) return 0;
  await query(
    scope.em,
    `insert into customer_profile_history (customer_id, day, tier, health, health_level, confidence, causes)
     select n.customer_id, $2::date, n.tier, n.health, n.health_level, n.confidence, n.causes from ${ROWS} order by n.customer_id
     on conflict (customer_id, day) do update set tier = excluded.tier, health = excluded.health,
       health_level = excluded.health_level, confidence = excluded.confidence, causes = excluded.causes`,
    [JSON.stringify(moved.map(({ after }) => after)), localToday(scope.clock)],
  );
  for (const move of moved) await tellLevel(scope, move);
  return moved.length;
}

function differ(before: CountedProfile | null, after: CountedProfile): boolean {
  return before?.health !== after.health || before.health_level !== after.health_level || before.tier !== after.tier;
}

/** A first count is no change: nobody wants a warning about each customer on the day this begins. */
async function tellLevel(scope: TellScope, { before, after }: ProfileMove): Promise<void> {
  const [from, to] = [before?.health_level ?? null, after.health_level];
  if (before && (from !== to || before.tier !== after.tier))
    scope.events.publish('crm.record_changed', {
      entity: 'customer_profile',
      id: after.customer_id,
      change: 'updated',
    });
  if (from === null || to === null || from === to || after.health === null) return;
  const payload = { customer_id: after.customer_id, from, to, score: after.health };
  await scope.jobs.tell(scope.em, customerHealthChanged, payload);
  appendTimeline(scope, {
    customerId: after.customer_id,
    kind: 'customer.health_changed',
    about: `${HEALTH_LEVEL_WORDS[from]} → ${HEALTH_LEVEL_WORDS[to]}（${after.health} 分）`,
    body: after.causes.map(({ words }) => words).join('；') || null,
    entity: 'customer',
    entityId: after.customer_id,
  });
}
