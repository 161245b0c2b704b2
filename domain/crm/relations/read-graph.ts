import { Params, query } from '../../../db/query.ts';
import type { GraphEdge, GraphNode, GraphView, RelationKind } from '../../../kernel/contracts/relations.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { graphPeople } from './graph-people.ts';
import { HIDDEN_CUSTOMER, RELATION_KIND_WORDS } from './relation-table.ts';

/** Customers a picture holds at most; a person could not read more. */
const MOST_CUSTOMERS = 60;
const MOST_EDGES = 300;

interface Line {
  readonly id: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly kind: RelationKind;
}
interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly tier: string | null;
  readonly health_level: string | null;
}

/**
 * The customers around one, as far as `depth` steps, with the people who decide there. A colleague's customer is shown as
 * such, without name or id, and what lies behind it is not looked at.
 *
 * @throws AppError `crm.customer_not_found`
 */
export async function readGraph(
  scope: ReadScope,
  input: { readonly id: string; readonly depth: number },
): Promise<GraphView> {
  await getCustomer(scope, input);
  const lines = new Map<string, Line>();
  const steps = new Map([[input.id, 0]]);
  const seen = new Map((await visibleCustomers(scope, [input.id])).map((row) => [row.id, row]));
  let truncated = false;
  for (let step = 1, edge = [input.id]; step <= input.depth && edge.length > 0; step += 1) {
    const around = await linesAround(scope, edge);
    if (around.length > MOST_EDGES) truncated = true;
    const reached: string[] = [];
    for (const line of around.slice(0, MOST_EDGES)) {
      const ends = [line.from_id, line.to_id];
      const fresh = ends.filter((id) => !steps.has(id));
      if (steps.size + fresh.length > MOST_CUSTOMERS || lines.size >= MOST_EDGES) {
        truncated = true;
        continue;
      }
      lines.set(line.id, line);
      for (const id of fresh) {
        steps.set(id, step);
        reached.push(id);
      }
    }
    const visible = await visibleCustomers(scope, reached);
    for (const row of visible) seen.set(row.id, row);
    edge = visible.map(({ id }) => id);
  }
  const customers = drawCustomers(steps, seen, lines);
  const people = await graphPeople(scope, new Map([...steps].filter(([id]) => seen.has(id))));
  return {
    nodes: [...customers.nodes, ...people.nodes],
    edges: [...customers.edges, ...people.edges],
    truncated: truncated || people.truncated,
  };
}

function drawCustomers(
  steps: ReadonlyMap<string, number>,
  seen: ReadonlyMap<string, CustomerRow>,
  lines: ReadonlyMap<string, Line>,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const names = new Map<string, string>();
  const nodes = [...steps].map(([id, depth]): GraphNode => {
    const row = seen.get(id);
    names.set(id, row ? id : `hidden-${names.size}`);
    const shown = row ?? { name: HIDDEN_CUSTOMER, tier: null, health_level: null };
    return {
      id: names.get(id)!,
      entity: 'customer',
      name: shown.name,
      hidden: !row,
      depth,
      tier: shown.tier,
      health_level: shown.health_level,
      title: null,
    };
  });
  const edges = [...lines.values()].map(({ from_id, to_id, kind }): GraphEdge => ({
    from: names.get(from_id)!,
    to: names.get(to_id)!,
    kind,
    label: RELATION_KIND_WORDS[kind],
    attitude: null,
  }));
  return { nodes, edges };
}

async function linesAround(scope: Pick<ReadScope, 'em'>, ids: readonly string[]): Promise<Line[]> {
  return await query<Line>(
    scope.em,
    `select id, from_id, to_id, kind from customer_relation where from_id = any($1::uuid[])
     union select id, from_id, to_id, kind from customer_relation where to_id = any($1::uuid[])
     order by id limit ${MOST_EDGES + 1}`,
    [ids],
  );
}

async function visibleCustomers(scope: ReadScope, ids: readonly string[]): Promise<CustomerRow[]> {
  if (ids.length === 0) return [];
  const params = new Params();
  return await query<CustomerRow>(
    scope.em,
    `select c.id, c.name, p.tier, p.health_level from customer c left join customer_profile p on p.customer_id = c.id
     where c.id = any(${params.add(ids)}::uuid[]) and ${visibleRows(scope.actor, 'c', params)}`,
    params.values,
  );
}
