import type {
  Comparison,
  Condition,
  ConditionField,
  ConditionOp,
  ConditionValue,
} from '../../../../kernel/contracts/conditions.ts';

/** One line of the builder. Texts as typed; what they mean follows from the field's kind. */
export interface DraftLine {
  readonly key: number;
  readonly field: string;
  readonly op: ConditionOp;
  readonly first: string;
  /** Upper end of a range. */
  readonly second: string;
}

/** What the builder can draw: lines that all hold, or one of which holds. */
export interface Draft {
  readonly join: 'all' | 'any';
  readonly lines: readonly DraftLine[];
}

export const EMPTY_DRAFT: Draft = { join: 'all', lines: [] };

let lastKey = 0;
/** A line nobody has drawn yet. */
export function newLine(field: ConditionField): DraftLine {
  lastKey += 1;
  return { key: lastKey, field: field.name, op: field.ops[0] ?? 'exists', first: firstValue(field), second: '' };
}

/** What a control of the field shows first. */
export function firstValue(field: ConditionField): string {
  if (field.choices !== undefined) return field.choices[0]?.value ?? '';
  return field.kind === 'boolean' ? 'true' : '';
}

/** The condition of the lines, or undefined while a line is not filled in. */
export function toCondition(draft: Draft, fields: readonly ConditionField[]): Condition | undefined {
  const parts = draft.lines.map((line) =>
    lineCondition(
      line,
      fields.find((one) => one.name === line.field),
    ),
  );
  if (parts.some((part) => part === undefined)) return undefined;
  const complete = parts as Comparison[];
  return draft.join === 'all' ? { all: complete } : { any: complete };
}

function lineCondition(line: DraftLine, field: ConditionField | undefined): Comparison | undefined {
  if (field === undefined) return undefined;
  if (line.op === 'exists') return { field: line.field, op: 'exists', value: line.first !== 'false' };
  if (line.op === 'in' || line.op === 'not_in') {
    const values = line.first.split(/[,，、]/).map((one) => one.trim());
    const filled = values.filter((one) => one !== '').map((one) => read(one, field));
    return filled.length === 0 || filled.includes(undefined)
      ? undefined
      : { field: line.field, op: line.op, value: filled as string[] };
  }
  const first = read(line.first, field);
  if (first === undefined) return undefined;
  if (line.op !== 'between') return { field: line.field, op: line.op, value: first };
  const second = read(line.second, field);
  return second === undefined ? undefined : { field: line.field, op: 'between', value: [first, second] as string[] };
}

/** A typed text as a value: a number, a day, «30» days ago for a moment, or the text itself. */
function read(text: string, { kind }: ConditionField): string | number | boolean | { days: number } | undefined {
  if (text.trim() === '') return undefined;
  if (kind === 'boolean') return text === 'true';
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (kind === 'moment' || kind === 'day') return /^-?\d{1,4}$/.test(text) ? { days: -Number(text) } : text;
  return text.trim();
}

/** The lines of a stored condition, or undefined when it holds what the builder cannot draw. */
export function toDraft(condition: Condition): Draft | undefined {
  if ('field' in condition) return toDraft({ all: [condition] });
  if ('not' in condition) return undefined;
  const [join, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  const lines: DraftLine[] = [];
  for (const part of parts) {
    if (!('field' in part)) return undefined;
    lastKey += 1;
    lines.push({ key: lastKey, field: part.field, op: part.op, ...textsOf(part) });
  }
  return { join, lines };
}

function textsOf({ op, value }: Comparison): { first: string; second: string } {
  if (op === 'exists') return { first: String(value ?? true), second: '' };
  if (op === 'between') {
    const [from, to] = value as [ConditionValue, ConditionValue];
    return { first: textOf(from), second: textOf(to) };
  }
  return { first: Array.isArray(value) ? value.map(textOf).join('、') : textOf(value ?? ''), second: '' };
}

function textOf(value: ConditionValue): string {
  return typeof value === 'object' && 'days' in value ? String(-value.days) : String(value);
}
