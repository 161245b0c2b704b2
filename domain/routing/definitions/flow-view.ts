import { Params, query, queryOne } from '../../../db/query.ts';
import type {
  FlowDiff,
  FlowList,
  FlowVersionDetail,
  FlowVersionView,
  FlowView,
} from '../../../kernel/contracts/routing.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { routingError } from '../errors.ts';
import type { ReadingScope } from '../routing-scope.ts';
import { diffContents } from './diff-contents.ts';
import { readContent } from './flow-row.ts';

const COLUMNS = `d.id, d.name, d.description, d."trigger", d.active_number, iso(d.activated_at) as activated_at, d.newest_number,
  (select count(*)::int from flow_instances i where i.definition_id = d.id and i.status in ('running', 'waiting')) as open_instances,
  iso(d.created_at) as created_at, iso(d.updated_at) as updated_at, d.version`;
const VERSION_COLUMNS = `v.number, v.note, u.name as author, v.number = d.active_number is true as active,
  jsonb_array_length(v.content -> 'nodes') as nodes, jsonb_array_length(v.content -> 'edges') as edges, iso(v.created_at) as created_at`;
const VERSION_JOINS = `flow_versions v join flow_definitions d on d.id = v.definition_id left join app_user u on u.id = v.author_id`;

/** All flows; the active ones first, then the last changed. */
export async function listFlows(scope: Pick<ReadingScope, 'em'>, input: FlowList): Promise<Page<FlowView>> {
  const params = new Params();
  const where = input.q?.trim() ? [`d.name ilike '%' || ${params.add(input.q.trim())} || '%'`] : [];
  return await pageOfRows<FlowView>(
    scope,
    {
      from: 'flow_definitions d',
      alias: 'd',
      where,
      orderBy: 'd.active_number is null, d.updated_at desc, d.id',
      columns: COLUMNS,
      joins: '',
      params,
    },
    input,
  );
}

/** @throws AppError `routing.flow_not_found` */
export async function readFlow(scope: Pick<ReadingScope, 'em'>, id: string): Promise<FlowView> {
  const row = await queryOne<FlowView>(scope.em, `select ${COLUMNS} from flow_definitions d where d.id = $1`, [id]);
  if (!row) throw routingError('routing.flow_not_found', { details: { id } });
  return row;
}

/**
 * The history of a flow, the newest first.
 * @throws AppError `routing.flow_not_found`
 */
export async function listVersions(scope: Pick<ReadingScope, 'em'>, id: string): Promise<FlowVersionView[]> {
  await readFlow(scope, id);
  return await query<FlowVersionView>(
    scope.em,
    `select ${VERSION_COLUMNS} from ${VERSION_JOINS} where d.id = $1 order by v.number desc`,
    [id],
  );
}

/** @throws AppError `routing.flow_not_found`, `routing.version_not_found` */
export async function readVersion(
  scope: Pick<ReadingScope, 'em'>,
  place: { readonly id: string; readonly number: number },
): Promise<FlowVersionDetail> {
  await readFlow(scope, place.id);
  const row = await queryOne<FlowVersionDetail>(
    scope.em,
    `select ${VERSION_COLUMNS}, v.content from ${VERSION_JOINS} where d.id = $1 and v.number = $2`,
    [place.id, place.number],
  );
  if (!row) throw routingError('routing.version_not_found', { details: { number: place.number } });
  return row;
}

/**
 * What version `to` changes against version `from`.
 * @throws AppError `routing.flow_not_found`, `routing.version_not_found`
 */
export async function compareVersions(
  scope: Pick<ReadingScope, 'em'>,
  { id, from, to }: { readonly id: string; readonly from: number; readonly to: number },
): Promise<FlowDiff> {
  await readFlow(scope, id);
  const [before, after] = [await readContent(scope, id, from), await readContent(scope, id, to)];
  return { from, to, ...diffContents(before, after) };
}
