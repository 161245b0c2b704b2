import { query } from '../../../db/query.ts';
import type { WriteScope } from '../crm-scope.ts';
import { relationError } from './errors.ts';

/** The lines that lead upwards and may not go in a circle. */
const LINES = {
  customer: {
    /** Any fixed number: whoever holds it changes a line, so that two halves of a circle cannot be drawn at once. */
    lock: 7_261_172,
    above: `select from_id as above, to_id as below from customer_relation where kind = 'parent'`,
  },
  contact: { lock: 7_261_173, above: 'select manager_id as above, contact_id as below from reporting_line' },
} as const;

/** Longer ladders than this do not exist; a walk never goes on for ever. */
const MAX_STEPS = 1_000;

/**
 * Takes the lock of the lines and refuses a new one that would close a circle. It has to be the first thing a
 * transaction does with the lines.
 *
 * @param namesOf what the actor may call the records on the way
 * @throws AppError `crm.relation_to_itself`, `crm.relation_circular`
 */
export async function refuseCircle(
  scope: Pick<WriteScope, 'em'>,
  entity: keyof typeof LINES,
  line: { readonly above: string; readonly below: string },
  namesOf: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  if (line.above === line.below) throw relationError('crm.relation_to_itself');
  const { above } = LINES[entity];
  await lockLines(scope, entity);
  const found = await query<{ path: string[] }>(
    scope.em,
    `with recursive line as (${above}),
     walk as (
       select $1::uuid as id, array[$1::uuid] as path
       union all
       select l.above, w.path || l.above from walk w join line l on l.below = w.id
       where l.above <> all(w.path) and cardinality(w.path) < ${MAX_STEPS}
     )
     select path from walk where id = $2 limit 1`,
    [line.above, line.below],
  );
  const path = found[0]?.path;
  if (!path) return;
  const names = await namesOf([line.below, ...path]);
  throw relationError('crm.relation_circular', { details: { path: names.join(' → ') } });
}

/** Takes the lock of the lines for the rest of the transaction, before it reads or changes one. */
export async function lockLines(scope: Pick<WriteScope, 'em'>, entity: keyof typeof LINES): Promise<void> {
  await query(scope.em, 'select pg_advisory_xact_lock($1)', [LINES[entity].lock]);
}

/**
 * Refuses lines that lead from a record back to itself, as two merged records can: the one was above, the other below.
 * @throws AppError `crm.merge_circular`
 */
export async function refuseCircleThrough(
  scope: Pick<WriteScope, 'em'>,
  entity: keyof typeof LINES,
  id: string,
): Promise<void> {
  const found = await query(
    scope.em,
    `with recursive line as (${LINES[entity].above}),
     walk as (
       select l.above as id, 1 as steps from line l where l.below = $1::uuid
       union
       select l.above, w.steps + 1 from walk w join line l on l.below = w.id where w.id <> $1::uuid and w.steps < ${MAX_STEPS}
     )
     select 1 from walk where id = $1::uuid limit 1`,
    [id],
  );
  if (found.length > 0) throw relationError('crm.merge_circular');
}
