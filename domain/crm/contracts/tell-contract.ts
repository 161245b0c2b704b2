import type { InferEntity } from '@mikro-orm/core';
import type { Contract } from '../../../db/entities/crm/contract.entity.ts';
import { formatMoney } from '../../../kernel/format/money.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { contractEnded, contractSigned } from '../orders/signals.ts';

type ContractRow = InferEntity<typeof Contract>;

/** Tells that a contract came into force: on the customer's timeline and as a signal. */
export async function tellSigned(scope: TellScope, row: ContractRow): Promise<void> {
  appendTimeline(scope, {
    customerId: row.customer,
    kind: 'contract.signed',
    about: `${row.name}（${formatMoney(row.amount)}${row.endsOn ? `，到 ${row.endsOn}` : ''}）`,
    entity: 'contract',
    entityId: row.id,
  });
  await scope.jobs.tell(scope.em, contractSigned, {
    contract_id: row.id,
    customer_id: row.customer,
    order_id: row.order ?? null,
    owner_id: row.owner ?? null,
    amount: row.amount,
  });
}

/** Tells that a contract is over, and how. */
export async function tellEnded(scope: TellScope, row: ContractRow, how: 'expired' | 'terminated'): Promise<void> {
  appendTimeline(scope, {
    customerId: row.customer,
    kind: 'contract.ended',
    about: `${row.name}（${how === 'expired' ? '到期未续签' : '提前终止'}）`,
    entity: 'contract',
    entityId: row.id,
  });
  await scope.jobs.tell(scope.em, contractEnded, {
    contract_id: row.id,
    customer_id: row.customer,
    owner_id: row.owner ?? null,
    how,
  });
}
