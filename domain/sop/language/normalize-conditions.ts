import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import {
  CONDITION_OPS,
  Condition,
  ConditionValue,
  type Comparison,
  type ConditionOp,
} from '../../../kernel/contracts/conditions.ts';
import type { ShortConditions } from '../../../kernel/contracts/sop.ts';
import type { z } from 'zod';

/** Signs people write in the place of a word. */
const SIGNS: Readonly<Record<string, ConditionOp>> = {
  '=': 'eq',
  '==': 'eq',
  '===': 'eq',
  equals: 'eq',
  '!=': 'ne',
  '<>': 'ne',
  neq: 'ne',
  '>': 'gt',
  '>=': 'gte',
  ge: 'gte',
  '<': 'lt',
  '<=': 'lte',
  le: 'lte',
  'not in': 'not_in',
  nin: 'not_in',
};

export interface NormalConditions {
  /** Null where nothing is asked for, or where it cannot be read. */
  readonly condition: Condition | null;
  /** What could not be read, each with its field, in Chinese. */
  readonly problems: readonly string[];
}

/**
 * Conditions as they are written, as the one grammar knows them. The spec's short form (`{ "user_type": "new_friend",
 * "last_message_days": { "operator": "gt", "value": 7 } }`) becomes an `all` of its fields in their order. With a catalogue a
 * value is fitted to its field: "7" to a number, one word for a list means «contains», several mean «one of».
 */
export function normalizeConditions(
  written: Condition | z.infer<typeof ShortConditions> | null | undefined,
  catalogue: FieldCatalogue = {},
): NormalConditions {
  if (written === null || written === undefined) return { condition: null, problems: [] };
  const whole = Condition.safeParse(written);
  if (whole.success) return { condition: whole.data, problems: [] };
  const problems: string[] = [];
  const all: Comparison[] = [];
  for (const [field, value] of Object.entries(written as z.infer<typeof ShortConditions>)) {
    const read = typeof value === 'object' ? compared(field, value) : { field, op: 'eq' as const, value };
    if (typeof read === 'string') problems.push(read);
    else all.push(fitted(read, catalogue));
  }
  if (problems.length > 0) return { condition: null, problems };
  return { condition: all.length === 0 ? null : all.length === 1 ? all[0]! : { all }, problems: [] };
}

function compared(field: string, { operator, value }: { operator: string; value?: unknown }): Comparison | string {
  const sign = operator.trim().toLowerCase();
  const op = CONDITION_OPS.find((one) => one === sign) ?? (Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined);
  if (!op) return `“${field}”的比较方式“${operator}”不认识，可以用 ${CONDITION_OPS.join('、')}`;
  if (value === undefined && op === 'exists') return { field, op };
  const read = ConditionValue.safeParse(value);
  return read.success
    ? { field, op, value: read.data }
    : `“${field}”比较的值只能是文字、数字、是否，或由它们组成的一组`;
}

function fitted({ field, op, value }: Comparison, catalogue: FieldCatalogue): Comparison {
  const kind = Object.hasOwn(catalogue, field) ? catalogue[field]!.kind : undefined;
  const several = Array.isArray(value);
  const way: ConditionOp =
    several && op === 'eq'
      ? 'in'
      : several && op === 'ne'
        ? 'not_in'
        : kind === 'list' && op === 'eq'
          ? 'contains'
          : op;
  const negated: ConditionOp = kind === 'list' && way === 'ne' ? 'not_in' : way;
  const list = (negated === 'in' || negated === 'not_in') && !several && value !== undefined;
  const asNumber = (one: unknown): unknown =>
    kind === 'number' && typeof one === 'string' && /^-?\d+(\.\d+)?$/.test(one.trim()) ? Number(one) : one;
  const fittedValue = list ? [asNumber(value)] : several ? value.map(asNumber) : asNumber(value);
  return { field, op: negated, ...(value === undefined ? {} : { value: fittedValue as ConditionValue }) };
}
