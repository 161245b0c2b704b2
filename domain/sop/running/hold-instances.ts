import { query } from '../../../db/query.ts';
import type { SopPause } from '../../../kernel/contracts/sop-instances.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ChangeScope } from './change-instance.ts';
import { RUNNABLE } from './instance-row.ts';
import { RESUMED } from './resume-due.ts';
import { tellMoved } from './tell-moved.ts';
import { wakeSop } from './wake-sop.ts';

/** Rows that one transaction holds or lets go. */
const PAGE = 1000;

/** Which instances: one condition on `i` with `$4` as its value. */
interface Which {
  readonly where: string;
  readonly value: unknown;
}

/** Pauses all running instances of an account or a template, some at a time. */
export async function holdInstances(
  scope: () => ChangeScope,
  reason: SopPause,
  { where, value }: Which,
): Promise<number> {
  let held = 0;
  for (let found = PAGE; found === PAGE; held += found)
    found = await inTransaction(scope(), async (tx) => {
      const rows = await query<{ id: string }>(
        tx.em,
        `update sop_instances set status = 'paused', pause_reason = $2, paused_at = $1, updated_at = $1 where id in (
           select i.id from sop_instances i where i.status in ${RUNNABLE} and ${where} order by i.id limit $3 for update)
         returning id`,
        [tx.clock.now(), reason, PAGE, value],
      );
      await tellMoved(tx, 'sop_instance_paused', rows);
      return rows.length;
    });
  return held;
}

/** Lets go on what was held for a reason. */
export async function releaseInstances(
  scope: () => ChangeScope,
  reason: SopPause,
  { where, value }: Which,
): Promise<number> {
  let released = 0;
  for (let found = PAGE; found === PAGE; released += found)
    found = await inTransaction(scope(), async (tx) => {
      const rows = await query<{ id: string }>(
        tx.em,
        `update sop_instances set ${RESUMED} where id in (
           select i.id from sop_instances i where i.status = 'paused' and i.pause_reason = $2 and ${where} order by i.id limit $3
           for update) returning id`,
        [tx.clock.now(), reason, PAGE, value],
      );
      await tellMoved(tx, 'sop_instance_resumed', rows);
      if (rows.length > 0) await wakeSop(tx, tx.clock.now());
      return rows.length;
    });
  return released;
}
