import { LockMode } from '@mikro-orm/core';
import { Contract } from '../../../db/entities/crm/contract.entity.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { TellScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { recordChange } from '../record-change.ts';
import { followContract } from './renew-contract.ts';
import { tellEnded } from './tell-contract.ts';

const AT_ONCE = 50;

/**
 * Ends the contracts in force whose last day has passed: those that renew themselves are followed by the next one (again and
 * again, where several periods have passed), the others run out. A batch is one transaction; a crash repeats nothing.
 *
 * @returns how many ran out and how many were renewed
 */
export async function endContracts(outer: TellScope): Promise<{ expired: number; renewed: number }> {
  const done = { expired: 0, renewed: 0 };
  for (let more = true; more;) {
    more = await inTransaction(outer, async (scope) => {
      const rows = await scope.em.find(
        Contract,
        { status: 'active', endsOn: { $lt: localToday(scope.clock) } },
        { orderBy: { endsOn: 'asc', id: 'asc' }, limit: AT_ONCE, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      );
      for (const row of rows) {
        if (row.autoRenew && row.startsOn) {
          await followContract(scope, row, {}, true);
          done.renewed += 1;
          continue;
        }
        row.status = 'expired';
        row.updatedAt = scope.clock.now();
        await tellEnded(scope, row, 'expired');
        recordChange(scope, {
          entity: 'contract',
          id: row.id,
          change: 'updated',
          verb: 'expired',
          before: { status: 'active' },
          after: { status: 'expired' },
        });
        done.expired += 1;
      }
      await scope.em.flush();
      return rows.length === AT_ONCE || rows.some((row) => row.status === 'renewed');
    });
  }
  return done;
}
