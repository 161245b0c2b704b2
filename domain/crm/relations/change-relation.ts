import { LockMode, type InferEntity } from '@mikro-orm/core';
import { CustomerRelation } from '../../../db/entities/crm/customer-relation.entity.ts';
import { Params, queryOne } from '../../../db/query.ts';
import type { RelationView, UpdateRelation } from '../../../kernel/contracts/relations.ts';
import { inTransaction } from '../../in-transaction.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { relationError } from './errors.ts';
import { readRelation } from './list-relations.ts';

/**
 * Changes the note of a relation of this customer.
 * @throws AppError `crm.relation_not_found`, `crm.stale_version`
 */
export async function updateRelation(
  outer: WriteScope,
  input: UpdateRelation & { readonly id: string; readonly customer_id: string },
): Promise<RelationView> {
  return await inTransaction(outer, async (scope) => {
    const relation = await lockRelation(scope, input);
    requireVersion(relation, input.version);
    const before = { note: relation.note };
    if (input.note !== undefined && (input.note || null) !== relation.note) {
      scope.em.assign(relation, { note: input.note || null, updatedAt: scope.clock.now() });
      recordChange(scope, {
        entity: 'customer_relation',
        id: relation.id,
        change: 'updated',
        before,
        after: { note: relation.note },
      });
      await scope.em.flush();
    }
    return await readRelation(scope, input.customer_id, relation.id);
  });
}

/**
 * Takes a relation of this customer away.
 * @throws AppError `crm.relation_not_found`
 */
export async function deleteRelation(
  outer: WriteScope,
  input: { readonly id: string; readonly customer_id: string },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const relation = await lockRelation(scope, input);
    const { kind, from, to } = relation;
    scope.em.remove(relation);
    recordChange(scope, {
      entity: 'customer_relation',
      id: relation.id,
      change: 'deleted',
      before: { kind, from, to },
    });
    await scope.em.flush();
  });
}

/** Both ends must be the actor's to see: nobody changes what concerns a customer they do not know. */
async function lockRelation(
  scope: WriteScope,
  input: { readonly id: string; readonly customer_id: string },
): Promise<InferEntity<typeof CustomerRelation>> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const relation = await scope.em.findOne(CustomerRelation, { id: input.id }, lock);
  const ends = relation ? [relation.from, relation.to] : [];
  const params = new Params();
  const seen = await queryOne<{ ends: number }>(
    scope.em,
    `select count(*)::int as ends from customer c where c.id = any(${params.add(ends)}::uuid[]) and ${visibleRows(scope.actor, 'c', params)}`,
    params.values,
  );
  if (!relation || !ends.includes(input.customer_id) || seen?.ends !== 2)
    throw relationError('crm.relation_not_found', { details: { id: input.id } });
  return relation;
}
