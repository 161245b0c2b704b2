import { query } from '../../../../db/query.ts';
import type { Stage } from '../../../../kernel/contracts/crm.ts';
import { newId } from '../../../../kernel/ids.ts';
import { visibleRows } from '../../../visible-rows.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { noonOf } from '../../local-today.ts';
import { OPPORTUNITY_FIELDS } from '../../opportunities/opportunity-fields.ts';
import { actorId } from '../../opportunities/insert-opportunity.ts';
import { isOpenStage, STAGE_PROBABILITY } from '../../stage-table.ts';
import { STAGE_WORDS } from '../../words.ts';
import { textOf, textsOf, type ImportTarget, type JsonRecord, type Written } from '../import-target.ts';
import type { ResolvedRow } from '../resolve-row.ts';
import { rowIssue } from '../row-issue.ts';
import { defaultOwner, ownerColumns, plainColumns } from './owner-columns.ts';

/** Opportunities: the same name at the same customer, opened on the same day, is the same deal. */
export const opportunitiesTarget: ImportTarget = {
  table: 'opportunity',
  entity: 'opportunity',
  custom: 'opportunity',
  columns: [
    ...Object.keys(OPPORTUNITY_FIELDS),
    'stage',
    'closed_on',
    'stage_changed_at',
    'owner_id',
    'team_id',
    'search_text',
    'custom',
  ],
  toColumns: (row) => {
    const { customer, product } = row.references;
    const columns: Record<string, unknown> = {
      ...plainColumns(row),
      ...(customer ? { customer_id: customer.id } : {}),
      ...(product ? { product_id: product.id } : {}),
      ...ownerColumns(row),
    };
    return { ...columns, name: columns.name ?? nameOf(row) };
  },
  check: (row, { opened_on: opened, closed_on: closed }) =>
    typeof opened === 'string' && typeof closed === 'string' && closed < opened
      ? rowIssue(row.row, 'closed_before_opened', { value: closed, details: { opened } })
      : undefined,
  keysOf: (record) => [`${textOf(record, 'customer_id')} ${textOf(record, 'opened_on')} ${textOf(record, 'name')}`],
  stored: (records, params) => `t.name = any(${params.add(textsOf(records, 'name'))}::text[])
    and (t.customer_id is null or t.customer_id = any(${params.add(textsOf(records, 'customer_id'))}::uuid[]))`,
  visible: (actor, params) => visibleRows(actor, 't', params),
  defaults: (_columns, scope) => defaultOwner(scope),
  derive: stageFacts,
  timeline: ({ before, after }) => {
    const customerId = textOf(after, 'customer_id');
    if (customerId === '') return undefined;
    const moved = before !== null && before.stage !== after.stage;
    const stage = STAGE_WORDS[after.stage as Stage];
    const opened = textOf(after, 'opened_on');
    return {
      customerId,
      kind: before ? (moved ? 'opportunity.stage_moved' : 'opportunity.updated') : 'opportunity.created',
      about: `${textOf(after, 'name')}（${stage}）`,
      ...(before || opened === '' ? {} : { at: noonOf(opened).toISOString() }),
    };
  },
  afterWrite: async (scope, written) => {
    await followStageTable(scope, written);
    await addStageChanges(scope, written);
  },
};

/** A deal without a name is called after what it is about. */
function nameOf(row: ResolvedRow): string {
  const { customer, product } = row.references;
  const parts = [customer?.name, product?.name].filter((part) => part !== undefined);
  const name = parts.length > 0 ? parts.join(' · ') : String(row.values.external_id ?? '未命名商机');
  return name.slice(0, 120);
}

/** Chance, closing day and the moment of the last move, as they follow from stage and days. */
function stageFacts(record: JsonRecord, before: JsonRecord | null): Record<string, unknown> {
  const stage = record.stage as Stage;
  const open = isOpenStage(stage);
  const moved = before === null || before.stage !== stage;
  const given =
    before === null ? record.probability : record.probability === before.probability ? undefined : record.probability;
  const kept = moved ? STAGE_PROBABILITY[stage] : (before?.probability ?? STAGE_PROBABILITY[stage]);
  return {
    probability: open ? (given ?? kept) : STAGE_PROBABILITY[stage],
    closed_on: open ? null : (record.closed_on ?? null),
    ...(moved ? { stage_changed_at: movedAt(record) } : {}),
  };
}

/** When the deal came into its stage, as far as its days tell. */
function movedAt(record: JsonRecord): string {
  const day = isOpenStage(record.stage as Stage) ? record.opened_on : (record.closed_on ?? record.opened_on);
  return typeof day === 'string' ? noonOf(day).toISOString() : textOf(record, 'updated_at');
}

/** Deals whose chance no file gave take that of the organisation's own table of stages. */
async function followStageTable(scope: WriteScope, written: readonly Written[]): Promise<void> {
  const moved = written.filter(({ before, after }) => before?.stage !== after.stage);
  await query(
    scope.em,
    `update opportunity o set probability = d.probability from stage_definition d
     where o.id = any($1::uuid[]) and d.stage = o.stage and o.probability = ($2::jsonb ->> o.stage::text)::int
       and d.probability <> o.probability`,
    [moved.map(({ after }) => textOf(after, 'id')), JSON.stringify(STAGE_PROBABILITY)],
  );
}

interface StageChangeRow {
  readonly id: string;
  readonly opportunity_id: string;
  readonly from_stage: unknown;
  readonly to_stage: unknown;
  readonly changed_at: string;
  readonly actor_id: string | null;
}

/**
 * Writes the moves a file tells of: a new open deal came into its stage on the day it was opened; a new closed one began
 * the funnel that day and left it on the day it closed; a known one moved from where it stood.
 */
async function addStageChanges(scope: WriteScope, written: readonly Written[]): Promise<void> {
  const actor = actorId(scope);
  const change = (record: JsonRecord, from: unknown, to: unknown, at: string): StageChangeRow => ({
    id: newId(),
    opportunity_id: textOf(record, 'id'),
    from_stage: from,
    to_stage: to,
    changed_at: at,
    actor_id: actor,
  });
  const changes = written.flatMap(({ before, after }) => {
    if (before) return before.stage === after.stage ? [] : [change(after, before.stage, after.stage, movedAt(after))];
    const opened = typeof after.opened_on === 'string' ? noonOf(after.opened_on).toISOString() : movedAt(after);
    if (isOpenStage(after.stage as Stage)) return [change(after, null, after.stage, opened)];
    return [change(after, null, 'prospecting', opened), change(after, 'prospecting', after.stage, movedAt(after))];
  });
  if (changes.length === 0) return;
  await query(
    scope.em,
    'insert into stage_change select * from jsonb_populate_recordset(null::stage_change, $1::jsonb)',
    [JSON.stringify(changes)],
  );
}
