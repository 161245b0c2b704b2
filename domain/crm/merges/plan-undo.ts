import { query, queryOne } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';
import { same, wordOf } from './merge-fields.ts';
import { referencesTo } from './merge-references.ts';
import { countMoved } from './move-references.ts';

/** A merge as it is stored. */
export interface StoredMerge {
  readonly id: string;
  readonly entity: QualityEntity;
  readonly survivor_id: string;
  readonly loser_id: string;
  readonly survivor_name: string;
  readonly loser_name: string;
  readonly loser: JsonRecord;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly status: 'done' | 'undone';
}

/** What an undo would do and what stands in its way. */
export interface UndoPlan {
  /** Set when nothing can be undone at all, with the reason. */
  readonly impossible?: string;
  readonly survivor: JsonRecord;
  /** Column → value the survivor gets back. */
  readonly patch: JsonRecord;
  /** Columns of the restored row that differ from the snapshot. */
  readonly loserPatch: JsonRecord;
  readonly movedBack: { label: string; count: number }[];
  /** What changed since and stays as it is, in words. */
  readonly obstacles: string[];
}

/** Follow from other columns: when they differ, that is no change of its own. */
const DERIVED_COLUMNS: ReadonlySet<string> = new Set(['search_text', 'last_activity_at', 'team_id', 'owned_since']);

/** Works out an undo against what the records are like now. `lock` keeps the survivor as it is until the transaction ends. */
export async function planUndo(scope: Pick<ReadScope, 'em'>, merge: StoredMerge, lock: boolean): Promise<UndoPlan> {
  const { table } = RECORD_TABLES[merge.entity];
  const row = await queryOne<{ row: JsonRecord }>(
    scope.em,
    `select to_jsonb(r) as row from ${table} r where r.id = $1 ${lock ? 'for update' : ''}`,
    [merge.survivor_id],
  );
  const nothing = { survivor: {}, patch: {}, loserPatch: {}, movedBack: [], obstacles: [] };
  if (!row) return { ...nothing, impossible: await whySurvivorIsGone(scope, merge) };
  const { patch, obstacles } = planFields(merge, row.row);
  const movedBack: UndoPlan['movedBack'] = [];
  for (const reference of referencesTo(merge.entity)) {
    const ids = { mergeId: merge.id, survivor: merge.survivor_id, loser: merge.loser_id };
    const count = await countMoved(scope, reference, ids);
    if (reference.entityColumn) continue;
    if (count.movable + count.dropped > 0)
      movedBack.push({ label: reference.label, count: count.movable + count.dropped });
    if (count.movable < count.moved)
      obstacles.push(`有 ${count.moved - count.movable} 条${reference.label}后来被删除或转到了别处，不能移回`);
  }
  const loser = await planLoser(scope, merge, row.row, patch);
  return {
    survivor: row.row,
    patch,
    movedBack,
    loserPatch: loser.patch,
    obstacles: [...obstacles, ...loser.obstacles],
  };
}

/** The survivor's fields: those that still have the value of the merge go back, the others were changed since. */
function planFields(merge: StoredMerge, now: JsonRecord): { patch: Record<string, unknown>; obstacles: string[] } {
  const patch: Record<string, unknown> = {};
  const obstacles: string[] = [];
  for (const { field, before, after } of merge.fields) {
    if (field === 'search_text') continue;
    if (sameMoment(field, now[field], after)) patch[field] = before;
    else if (!DERIVED_COLUMNS.has(field)) obstacles.push(`“${wordOf(field)}”在合并后又改过，保留现在的内容`);
  }
  return { patch, obstacles };
}

function sameMoment(field: string, left: unknown, right: unknown): boolean {
  if (/_(?:at|since)$/.test(field) && typeof left === 'string' && typeof right === 'string')
    return new Date(left).getTime() === new Date(right).getTime();
  return same(left, right);
}

/** What of the restored row cannot be as it was: an external id somebody else has now, a customer that is gone. */
async function planLoser(
  scope: Pick<ReadScope, 'em'>,
  merge: StoredMerge,
  survivor: JsonRecord,
  patch: JsonRecord,
): Promise<{ patch: Record<string, unknown>; obstacles: string[] }> {
  const changed: Record<string, unknown> = {};
  const obstacles: string[] = [];
  const { table } = RECORD_TABLES[merge.entity];
  const external = merge.loser.external_id;
  if (typeof external === 'string') {
    const given = 'external_id' in patch ? [merge.survivor_id] : [];
    const [taken] = await query(
      scope.em,
      `select 1 as one from ${table} where external_id = $1 and id <> all($2::uuid[]) limit 1`,
      [external, given],
    );
    if (taken) {
      changed.external_id = null;
      obstacles.push(`外部编号“${external}”已被别的记录使用，恢复后为空`);
    }
  }
  // A contact goes where the survivor is now: its customer may have been merged meanwhile.
  if (merge.entity === 'contact') changed.customer_id = survivor.customer_id;
  const customer = merge.loser.customer_id;
  if (merge.entity === 'lead' && typeof customer === 'string') {
    const there = await queryOne(scope.em, 'select 1 as one from customer where id = $1', [customer]);
    if (!there) {
      changed.customer_id = null;
      obstacles.push('线索转化成的客户已经不在，恢复后没有关联客户');
    }
  }
  return { patch: changed, obstacles };
}

async function whySurvivorIsGone(scope: Pick<ReadScope, 'em'>, merge: StoredMerge): Promise<string> {
  const next = await queryOne<{ survivor_name: string }>(
    scope.em,
    "select survivor_name from record_merge where loser_id = $1 and status = 'done' order by merged_at desc limit 1",
    [merge.survivor_id],
  );
  return next
    ? `“${merge.survivor_name}”后来又并入了“${next.survivor_name}”，请先撤销那次合并`
    : `“${merge.survivor_name}”已经被删除`;
}
