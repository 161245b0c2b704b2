import { query } from '../../../db/query.ts';
import type { MergePreview, PreviewMerge } from '../../../kernel/contracts/data-quality.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import type { ReadScope } from '../crm-scope.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';
import { mergeFields, type FieldMerge } from './merge-fields.ts';
import { readPair, type MergePair, type MergeRecord } from './merge-pair.ts';
import { referencesTo } from './merge-references.ts';
import { countReference } from './move-references.ts';

/**
 * What a merge would do: which value each field gets, what goes over to the survivor, what to look at before.
 *
 * @throws AppError as `readPair`, `crm.merge_bad_choice`
 */
export async function previewMerge(scope: ReadScope, input: PreviewMerge): Promise<MergePreview> {
  const pair = await readPair(scope, input, false);
  const fields = mergeFields(input.entity, pair.survivor.row, pair.loser.row, input.choices);
  const moved: MergePreview['moved'] = [];
  for (const reference of referencesTo(input.entity)) {
    // The source of a timeline line moves with it; counting it would show every line twice.
    if (reference.entityColumn) continue;
    const count = await countReference(scope, reference, {
      survivor: pair.survivor.id,
      loser: pair.loser.id,
    });
    if (count.moved + count.dropped > 0) moved.push({ label: reference.label, ...count });
  }
  const names = await namesIn(scope, pair);
  return {
    entity: input.entity,
    survivor: sideOf(pair.survivor),
    loser: sideOf(pair.loser),
    fields: fields.map((field) => shownField(scope, pair, names, field)),
    moved,
    warnings: await warningsOf(scope, input, pair),
  };
}

function sideOf({ id, name, version, owner_name }: MergeRecord): MergePreview['survivor'] {
  return { id, name, version, owner_name };
}

/** A field as a person may see it: owners by name, numbers masked where they are elsewhere. */
function shownField(
  scope: ReadScope,
  pair: MergePair,
  names: ReadonlyMap<string, string>,
  field: FieldMerge,
): MergePreview['fields'][number] {
  const { columns: _columns, ...shown } = field;
  const show = (value: unknown, record?: MergeRecord): unknown => {
    if (/^(owner|product)_id$/.test(field.field) && typeof value === 'string') return names.get(value) ?? value;
    const own = record ? record.owner_id === scope.actor.userId : false;
    const mayRead = own || scope.actor.permissions.has('pii.reveal');
    return field.field === 'phone' && typeof value === 'string' && !mayRead ? maskPhone(value) : value;
  };
  const resultOf = field.choice === 'loser' ? pair.loser : pair.survivor;
  return {
    ...shown,
    survivor: show(field.survivor, pair.survivor),
    loser: show(field.loser, pair.loser),
    result: show(field.result, resultOf),
  };
}

/** The owners and products of two records by name. */
async function namesIn(scope: ReadScope, pair: MergePair): Promise<Map<string, string>> {
  const rows = await query<{ id: string; name: string }>(
    scope.em,
    `select id, name from app_user where id = any($1::uuid[]) union all select id, name from product where id = any($1::uuid[])`,
    [
      [pair.survivor, pair.loser]
        .flatMap(({ row }) => [row.owner_id, row.product_id])
        .filter((id) => typeof id === 'string'),
    ],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function warningsOf(scope: ReadScope, input: PreviewMerge, { survivor, loser }: MergePair): Promise<string[]> {
  const warnings: string[] = [];
  const { label } = RECORD_TABLES[input.entity];
  if (survivor.owner_id !== loser.owner_id)
    warnings.push(
      `两个${label}的负责人不同：${survivor.owner_name ?? '暂无'}、${loser.owner_name ?? '暂无'}。合并后归${survivor.owner_name ?? '暂无负责人'}。`,
    );
  const [left, right] = [survivor.row.credit_code, loser.row.credit_code];
  if (left && right && left !== right) warnings.push('两个客户的统一社会信用代码不同，可能是两家公司，请核对。');
  if (input.entity === 'customer') {
    const twice = await query<{ name: string }>(
      scope.em,
      `select distinct a.name from contact a join contact b on b.name = a.name and b.customer_id = $2
       where a.customer_id = $1 order by a.name limit 10`,
      [loser.id, survivor.id],
    );
    if (twice.length > 0)
      warnings.push(`两边都有联系人${twice.map((row) => row.name).join('、')}，合并后可以再合并联系人。`);
  }
  return warnings;
}
