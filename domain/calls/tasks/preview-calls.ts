import { query } from '../../../db/query.ts';
import type { SkippedRow } from '../../../kernel/contracts/call-tasks.ts';
import type { SkipReason } from '../../../kernel/contracts/calls.ts';
import type { WriteScope } from '../calls-scope.ts';
import { skippedRow } from './call-candidate.ts';
import { checkPeople, type CallablePerson } from './check-people.ts';
import { readPeople } from './read-people.ts';

/** What a task of these leads would be: who is called, who not and why. Nothing is written. */
export interface CallPreview {
  readonly people: readonly CallablePerson[];
  readonly skipped: readonly SkippedRow[];
  /** The commonest first. */
  readonly reasons: readonly { readonly reason: SkipReason; readonly count: number }[];
}

/**
 * Looks at leads as `createTask` will, without reserving anybody.
 * @throws AppError those of `readPeople`
 */
export async function previewCalls(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  input: { readonly lead_ids: readonly string[]; readonly require_consent: boolean },
): Promise<CallPreview> {
  const candidates = await readPeople(scope, { by: 'leads', ids: [...input.lead_ids] });
  const checked = await checkPeople(scope, candidates, input.require_consent);
  const held = await reservedKeys(scope, checked.people);
  const isHeld = (one: CallablePerson): boolean =>
    held.has(`phone:${one.number.key}`) || (one.lead_id !== null && held.has(`lead:${one.lead_id}`));
  const people = checked.people.filter((one) => !isHeld(one));
  const skipped = [
    ...checked.skipped,
    ...checked.people.filter(isHeld).map((one) => skippedRow(one, 'reserved')),
  ].toSorted((a, b) => a.row - b.row);
  const counts = new Map<SkipReason, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].map(([reason, count]) => ({ reason, count }));
  return { people, skipped, reasons: reasons.toSorted((a, b) => b.count - a.count) };
}

async function reservedKeys(
  scope: Pick<WriteScope, 'em'>,
  people: readonly CallablePerson[],
): Promise<ReadonlySet<string>> {
  const keys = people.flatMap(({ number, lead_id }) => [
    `phone:${number.key}`,
    ...(lead_id === null ? [] : [`lead:${lead_id}`]),
  ]);
  const rows = await query<{ key: string }>(
    scope.em,
    'select v.key from call_reservation v where v.key = any ($1::text[])',
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}
