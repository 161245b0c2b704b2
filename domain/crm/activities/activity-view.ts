import { queryOne, type Params } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { ActivityView } from '../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';

/** The columns of an `ActivityView`, for an activity under the alias `a` with `ACTIVITY_JOINS`. */
export const ACTIVITY_COLUMNS = `a.id, a.kind, a.status, a.subject, a.content, a.customer_id, c.name as customer_name, a.contact_id,
  ct.name as contact_name, a.lead_id, l.name as lead_name, a.opportunity_id, o.name as opportunity_name, iso(a.due_at) as due_at,
  iso(a.occurred_at) as occurred_at, a.external_id, a.owner_id, u.name as owner_name, tm.name as team_name, a.version,
  iso(a.created_at) as created_at, iso(a.updated_at) as updated_at`;

/** What decides whether an activity is seen: it belongs to one, or to a customer, lead or deal one sees. */
export const ACTIVITY_PARENT_JOINS =
  'left join customer c on c.id = a.customer_id left join lead l on l.id = a.lead_id left join opportunity o on o.id = a.opportunity_id';

export const ACTIVITY_JOINS = `${ACTIVITY_PARENT_JOINS} left join contact ct on ct.id = a.contact_id
  left join app_user u on u.id = a.owner_id left join team tm on tm.id = a.team_id`;

/** The condition that keeps activities to what the actor may see, with `ACTIVITY_PARENT_JOINS`. */
export function visibleActivities(actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>, params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  return `(${['a', 'c', 'l', 'o'].map((alias) => visibleRows(actor, alias, params)).join(' or ')})`;
}

/**
 * The same condition for a list over all of them, without joins: whose customers, leads and deals one sees is found out
 * once, not for each of a million activities.
 */
export function visibleAmongAll(actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>, params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  const parents = ['customer', 'lead', 'opportunity'].map(
    (parent) => `a.${parent}_id in (select p.id from ${parent} p where ${visibleRows(actor, 'p', params)})`,
  );
  return `(${[visibleRows(actor, 'a', params), ...parents].join(' or ')})`;
}

/**
 * Reads an activity without asking whose it is: for the answer of a verb that has settled that already.
 * @throws AppError `crm.activity_not_found`
 */
export async function readActivity(scope: Pick<ReadScope, 'em'>, id: string): Promise<ActivityView> {
  const row = await queryOne<ActivityView>(
    scope.em,
    `select ${ACTIVITY_COLUMNS} from activity a ${ACTIVITY_JOINS} where a.id = $1`,
    [id],
  );
  if (!row) throw crmError('crm.activity_not_found', { details: { id } });
  return row;
}
