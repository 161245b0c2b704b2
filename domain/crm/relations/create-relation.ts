import { CustomerRelation } from '../../../db/entities/crm/customer-relation.entity.ts';
import { query } from '../../../db/query.ts';
import type { CreateRelation, RelationView } from '../../../kernel/contracts/relations.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { recordChange } from '../record-change.ts';
import { relationError } from './errors.ts';
import { readRelation } from './list-relations.ts';
import { refuseCircle } from './refuse-circle.ts';
import { pairOf, RELATION_ROLE_TABLE, roleOf } from './relation-table.ts';
import { visibleNames } from './visible-names.ts';

/** Any fixed number: relations that have no ladder are added one after the other, too, so that a double is found. */
const PAIRS_LOCK = 7_261_174;

/**
 * Says what another customer is to this one. Both must be the actor's to see.
 * @throws AppError `crm.customer_not_found`, `crm.relation_to_itself`, `crm.relation_exists`, `crm.relation_has_parent`,
 *   `crm.relation_circular`
 */
export async function createRelation(
  outer: WriteScope,
  input: CreateRelation & { readonly id: string },
): Promise<RelationView> {
  return await inTransaction(outer, async (scope) => {
    const self = await getCustomer(scope, { id: input.id });
    const other = await getCustomer(scope, { id: input.customer_id });
    if (self.id === other.id) throw relationError('crm.relation_to_itself');
    const { kind, from, to } = pairOf(input.role, self.id, other.id);
    await query(scope.em, 'select pg_advisory_xact_lock($1)', [PAIRS_LOCK]);
    if (kind === 'parent')
      await refuseCircle(scope, 'customer', { above: from, below: to }, (ids) => visibleNames(scope, 'customer', ids));
    const [there] = await query<{ same: boolean }>(
      scope.em,
      `select (from_id = $1 and to_id = $2) as same from customer_relation
       where kind = $3 and ((from_id = $1 and to_id = $2) or (kind = 'parent' and to_id = $2)) order by 1 desc`,
      [from, to, kind],
    );
    const { word } = RELATION_ROLE_TABLE[input.role];
    if (there?.same) throw relationError('crm.relation_exists', { details: { word } });
    if (there)
      throw relationError('crm.relation_has_parent', { details: { name: to === self.id ? self.name : other.name } });
    const now = scope.clock.now();
    const relation = scope.em.create(CustomerRelation, {
      id: newId(),
      from,
      to,
      kind,
      note: input.note || null,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'customer_relation', id: relation.id, change: 'created', after: { kind, from, to } });
    // Whoever sees one of them may not see the other: the lines name neither.
    const words = { [self.id]: word, [other.id]: RELATION_ROLE_TABLE[roleOf(kind, self.id === from)].word };
    for (const [customerId, about] of Object.entries(words))
      appendTimeline(scope, {
        customerId,
        kind: 'customer.related',
        about: `新增${about}`,
        entity: 'customer_relation',
        entityId: relation.id,
      });
    await scope.em.flush();
    return await readRelation(scope, self.id, relation.id);
  });
}
