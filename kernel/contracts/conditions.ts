import { z } from 'zod';

/**
 * The one closed grammar of conditions: segments, assignment rules, tag rules, score rules, sequences and flows are all
 * written in it. It names fields of a catalogue and compares them; there is no code in it.
 *
 * `{ "all": [{ "field": "region", "op": "eq", "value": "华东" }, { "not": { "field": "phone", "op": "exists" } }] }`
 */
export const CONDITION_OPS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'not_in',
  'contains',
  'exists',
  'between',
] as const;
export const ConditionOp = z.enum(CONDITION_OPS);
export type ConditionOp = z.infer<typeof ConditionOp>;

/** A moment that moves with the time: `{ "days": -30 }` is thirty days ago, `{ "days": 7 }` in a week. */
export const RelativeMoment = z.strictObject({ days: z.number().min(-3650).max(3650) });
export type RelativeMoment = z.infer<typeof RelativeMoment>;

const Scalar = z.union([z.string().max(200), z.number(), z.boolean(), RelativeMoment]);
export const ConditionValue = z.union([Scalar, z.array(Scalar).max(200)]);
export type ConditionValue = z.infer<typeof ConditionValue>;

/** One comparison. `exists` takes true (the default) or false; `in`, `not_in` take a list, `between` two values. */
export const Comparison = z.strictObject({
  field: z.string().min(1).max(80),
  op: ConditionOp,
  value: ConditionValue.optional(),
});
export type Comparison = z.infer<typeof Comparison>;

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** A condition; an empty `all` holds for everything, an empty `any` for nothing. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    Comparison,
    z.strictObject({ all: z.array(Condition).max(50) }),
    z.strictObject({ any: z.array(Condition).max(50) }),
    z.strictObject({ not: Condition }),
  ]),
);

export const FIELD_KINDS = ['text', 'number', 'day', 'moment', 'boolean', 'choice', 'list'] as const;
export const FieldKind = z.enum(FIELD_KINDS);
export type FieldKind = z.infer<typeof FieldKind>;

/** A field that conditions may name, as a form needs it. `list` is a set of texts, for instance tags. */
export const ConditionField = z.object({
  name: z.string(),
  label: z.string(),
  kind: FieldKind,
  ops: z.array(ConditionOp),
  /** Of a choice: what may be chosen. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});
export type ConditionField = z.infer<typeof ConditionField>;
