import { query } from '../../db/query.ts';
import type { CustomChoice, CustomEntity, CustomType } from '../../kernel/contracts/custom-fields.ts';
import type { Scope } from '../scope.ts';
import { DIMENSIONS } from './dimensions.ts';
import type { CodedValue, Dataset, Dimension, DimensionColumns, Metric } from './layer.ts';
import { foldName } from './near-names.ts';
import { REPORT_DATASETS } from './registry.ts';
import { BUILT_IN_LAYER, layerOf, type ReportLayer } from './report-layer.ts';

interface FieldRow {
  readonly entity: Exclude<CustomEntity, 'contact'>;
  readonly key: string;
  readonly label: string;
  readonly type: CustomType;
  readonly choices: readonly CustomChoice[];
}

/** The column of each dataset's view that says which record of the kind stands behind a row. */
const RECORD_OF: Readonly<Record<string, Readonly<Partial<Record<FieldRow['entity'], string>>>>> = {
  opportunity: { opportunity: 'id', customer: 'customer_id' },
  activity: { customer: 'customer_id', lead: 'lead_id' },
  lead: { lead: 'id' },
  customer: { customer: 'id' },
  stage_change: { opportunity: 'opportunity_id', customer: 'customer_id' },
  stage_reach: { opportunity: 'opportunity_id', customer: 'customer_id' },
};
const ENTITY_WORDS: Readonly<Record<FieldRow['entity'], string>> = {
  customer: '客户',
  lead: '线索',
  opportunity: '商机',
};
const YES_NO: readonly CodedValue[] = [
  { code: 'true', label: '是', synonyms: ['有', '对'] },
  { code: 'false', label: '否', synonyms: ['没有', '不是'] },
];
/** As it was checked when the field was made; it stands in the text of a statement. */
const KEY = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * The layer as it is now: choices and yes-or-no fields of customers, leads and deals are dimensions of everything that
 * belongs to such a record, numbers are sums and means over the records themselves.
 */
export async function readLayer(scope: Pick<Scope, 'em'>): Promise<ReportLayer> {
  const rows = await query<FieldRow>(
    scope.em,
    `select entity, key, label, type, choices from report_custom_field
     where entity <> 'contact' and type <> 'multi_choice' order by entity, position, key`,
  );
  const fields = rows.filter(({ key }) => KEY.test(key));
  if (fields.length === 0) return BUILT_IN_LAYER;
  const words = takenWords();
  const dimensions = fields.filter(({ type }) => type !== 'number').map((field) => dimensionOf(field, words));
  const metrics = new Map(
    fields.filter(({ type }) => type === 'number').map((field) => [field, metricsOf(field, words)]),
  );
  const datasets = REPORT_DATASETS.map((dataset) => withFields(dataset, fields, metrics));
  return layerOf(datasets, [...DIMENSIONS, ...dimensions]);
}

function withFields(
  dataset: Dataset,
  fields: readonly FieldRow[],
  metrics: ReadonlyMap<FieldRow, readonly Metric[]>,
): Dataset {
  const own: Record<string, DimensionColumns> = {};
  for (const field of fields) {
    const column = RECORD_OF[dataset.name]?.[field.entity];
    if (column && field.type !== 'number') own[nameOf(field)] = { column: nameOf(field), sql: valueSql(field, column) };
  }
  const added = fields.filter(({ entity }) => entity === dataset.name).flatMap((field) => metrics.get(field) ?? []);
  const [period = ''] = Object.keys(dataset.dates);
  return {
    ...dataset,
    dimensions: { ...dataset.dimensions, ...own },
    metrics: [...dataset.metrics, ...added.map((metric) => ({ ...metric, period }))],
  };
}

/** The value of a record's field as text, for a row of the view under `v`. */
function valueSql({ entity, key }: FieldRow, column: string): string {
  return `(select r.custom ->> '${key}' from ${entity} r where r.id = v.${column})`;
}

function nameOf({ entity, key }: FieldRow): string {
  return `custom_${entity}_${key}`;
}

function dimensionOf(field: FieldRow, words: Set<string>): Dimension {
  const label = freeWord(field, field.label, words);
  const coded =
    field.type === 'boolean'
      ? YES_NO
      : field.choices.map(({ value, label: word }) => ({ code: value, label: word, synonyms: [] }));
  return { name: nameOf(field), label, synonyms: [], phrase: `${label} {}`, coded, composition: true };
}

function metricsOf(field: FieldRow, words: Set<string>): Metric[] {
  const value = `${valueSql(field, 'id')}::numeric`;
  const about = `${ENTITY_WORDS[field.entity]}的“${field.label}”`;
  return [
    {
      name: `${nameOf(field)}_sum`,
      label: freeWord(field, `${field.label}合计`, words),
      synonyms: [freeWord(field, `总${field.label}`, words)],
      format: 'decimal',
      kind: 'additive',
      sql: `coalesce(sum(${value}), 0)::float8`,
      period: '',
      description: `${about}之和。`,
    },
    {
      name: `${nameOf(field)}_avg`,
      label: freeWord(field, `平均${field.label}`, words),
      synonyms: [],
      format: 'decimal',
      kind: 'ratio',
      sql: `avg(${value})::float8`,
      period: '',
      description: `${about}的平均值；没有填写的不计入。`,
    },
  ];
}

/** A word that means nothing else yet; the kind of record goes before one that does. */
function freeWord({ entity, key }: FieldRow, wanted: string, words: Set<string>): string {
  const candidates = [wanted, `${ENTITY_WORDS[entity]}${wanted}`, `${wanted}（${ENTITY_WORDS[entity]}自定义）`];
  const free = candidates.find((word) => !words.has(foldName(word))) ?? `${wanted}（${entity}.${key}）`;
  words.add(foldName(free));
  return free;
}

function takenWords(): Set<string> {
  const entries = [...DIMENSIONS, ...BUILT_IN_LAYER.metrics.map(({ metric }) => metric)];
  return new Set(entries.flatMap(({ name, label, synonyms }) => [name, label, ...synonyms]).map(foldName));
}
