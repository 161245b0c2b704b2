import { query } from '../../../db/query.ts';
import type { Attitude, DecisionRole, GraphEdge, GraphNode } from '../../../kernel/contracts/relations.ts';
import type { ReadScope } from '../crm-scope.ts';
import { ATTITUDE_WORDS, DECISION_ROLE_WORDS } from './relation-table.ts';

/** People a picture holds at most. */
const MOST_PEOPLE = 120;

interface PartRow {
  readonly contact_id: string;
  readonly name: string;
  readonly title: string | null;
  readonly customer_id: string;
  readonly role: DecisionRole;
  readonly attitude: Attitude;
}
interface ReportRow {
  readonly contact_id: string;
  readonly manager_id: string;
}

/** The people who play a part at customers the reader may see (id to step), and whom of them they report to. */
export async function graphPeople(
  scope: Pick<ReadScope, 'em'>,
  customers: ReadonlyMap<string, number>,
): Promise<{ nodes: GraphNode[]; edges: GraphEdge[]; truncated: boolean }> {
  const ids = [...customers.keys()];
  // A person is shown when both where they work and where they decide are the reader's to see.
  const parts = await query<PartRow>(
    scope.em,
    `select p.id as contact_id, p.name, p.title, d.customer_id, d.role, d.attitude
     from decision_role d join contact p on p.id = d.contact_id
     where d.customer_id = any($1::uuid[]) and p.customer_id = any($1::uuid[])
     union all
     select p.id, p.name, p.title, p.customer_id, 'decision_maker', 'unknown' from contact p
     where p.customer_id = any($1::uuid[]) and p.decision_maker
       and not exists (select 1 from decision_role d where d.contact_id = p.id and d.customer_id = p.customer_id)
     order by customer_id, contact_id limit ${MOST_PEOPLE + 1}`,
    [ids],
  );
  const shown = parts.slice(0, MOST_PEOPLE);
  const nodes = new Map<string, GraphNode>();
  for (const { contact_id: id, name, title, customer_id } of shown)
    if (!nodes.has(id))
      nodes.set(id, {
        id,
        entity: 'contact',
        name,
        hidden: false,
        depth: (customers.get(customer_id) ?? 0) + 1,
        tier: null,
        health_level: null,
        title,
      });
  const reports = await query<ReportRow>(
    scope.em,
    'select contact_id, manager_id from reporting_line where contact_id = any($1::uuid[]) and manager_id = any($1::uuid[])',
    [[...nodes.keys()]],
  );
  const decides = shown.map(({ contact_id, customer_id, role, attitude }): GraphEdge => ({
    from: contact_id,
    to: customer_id,
    kind: 'decision',
    label: `${DECISION_ROLE_WORDS[role]}（${ATTITUDE_WORDS[attitude]}）`,
    attitude,
  }));
  const ladder = reports.map(({ contact_id, manager_id }): GraphEdge => ({
    from: contact_id,
    to: manager_id,
    kind: 'reports_to',
    label: '汇报给',
    attitude: null,
  }));
  return { nodes: [...nodes.values()], edges: [...decides, ...ladder], truncated: parts.length > MOST_PEOPLE };
}
