import { Params, query } from '../../../db/query.ts';
import type { RelationKind, RelationView } from '../../../kernel/contracts/relations.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { relationError } from './errors.ts';
import { HIDDEN_CUSTOMER, roleOf } from './relation-table.ts';

type Row = Omit<RelationView, 'role' | 'customer_name'> & {
  readonly kind: RelationKind;
  readonly other_first: boolean;
  readonly customer_name: string | null;
};

/** More relations than these of one customer are not shown. */
const MOST = 200;

/**
 * The relations of a customer to others, ladders first. Of a colleague's customer one learns that it is there.
 * @throws AppError `crm.customer_not_found`
 */
export async function listRelations(scope: ReadScope, input: { readonly id: string }): Promise<RelationView[]> {
  await getCustomer(scope, input);
  return await readRelations(scope, input.id);
}

/** @throws AppError `crm.relation_not_found` */
export async function readRelation(scope: ReadScope, customerId: string, id: string): Promise<RelationView> {
  const [view] = await readRelations(scope, customerId, id);
  if (!view) throw relationError('crm.relation_not_found', { details: { id } });
  return view;
}

async function readRelations(scope: ReadScope, customerId: string, id?: string): Promise<RelationView[]> {
  const params = new Params();
  const self = params.add(customerId);
  const rows = await query<Row>(
    scope.em,
    `select l.id, l.kind, l.note, l.version, iso(l.created_at) as created_at, c.id as customer_id, c.name as customer_name,
       l.to_id = ${self} as other_first
     from customer_relation l
     left join customer c on c.id = case when l.to_id = ${self} then l.from_id else l.to_id end
       and ${visibleRows(scope.actor, 'c', params)}
     where (l.from_id = ${self} or l.to_id = ${self}) ${id ? `and l.id = ${params.add(id)}` : ''}
     order by l.kind = 'parent' desc, other_first desc, l.kind, l.created_at, l.id limit ${MOST}`,
    params.values,
  );
  return rows.map(({ kind, other_first, customer_name, note, ...row }) => ({
    ...row,
    role: roleOf(kind, other_first),
    customer_name: customer_name ?? HIDDEN_CUSTOMER,
    // A note may name whom one may not see.
    note: customer_name === null ? null : note,
  }));
}
