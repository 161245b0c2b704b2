import type { Comparison, Condition, ConditionValue } from '../contracts/conditions.ts';
import { conditionError } from './errors.ts';
import { OPS_OF_KIND, type CatalogueField, type FieldCatalogue } from './field-catalogue.ts';

const MAX_DEPTH = 8;
const MAX_COMPARISONS = 100;

/**
 * Checks that a condition names known fields and compares each in a way that makes sense.
 * @throws AppError `conditions.invalid`, naming the place of every problem
 */
export function checkCondition(condition: Condition, catalogue: FieldCatalogue): void {
  const problems: string[] = [];
  const count = walk(condition, catalogue, '条件', 1, problems);
  if (count > MAX_COMPARISONS) problems.push(`一共 ${count} 个比较，最多 ${MAX_COMPARISONS} 个`);
  if (problems.length > 0) throw conditionError('conditions.invalid', { details: { problems: problems.join('；') } });
}

/** @returns how many comparisons the condition holds */
function walk(condition: Condition, fields: FieldCatalogue, place: string, depth: number, problems: string[]): number {
  if (depth > MAX_DEPTH) {
    problems.push(`${place}：嵌套超过 ${MAX_DEPTH} 层`);
    return 0;
  }
  if ('not' in condition) return walk(condition.not, fields, `${place} › 非`, depth + 1, problems);
  if ('field' in condition) {
    const problem = problemOf(condition, fields);
    if (problem) problems.push(`${place}：${problem}`);
    return 1;
  }
  const [parts, word] = 'all' in condition ? [condition.all, '且'] : [condition.any, '或'];
  return parts.reduce(
    (sum, part, at) => sum + walk(part, fields, `${place} › ${word}${at + 1}`, depth + 1, problems),
    0,
  );
}

function problemOf({ field, op, value }: Comparison, fields: FieldCatalogue): string | undefined {
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!known) return `没有“${field}”这个字段`;
  if (!OPS_OF_KIND[known.kind].includes(op)) return `“${known.label}”不能用 ${op} 比较`;
  if (op === 'exists')
    return value === undefined || typeof value === 'boolean' ? undefined : 'exists 只能是 true 或 false';
  if (value === undefined) return `“${known.label}”缺少比较的值`;
  if (op === 'between')
    return Array.isArray(value) && value.length === 2 ? wrongOne(value, known) : `“${known.label}”的区间要有两个值`;
  if (op === 'in' || op === 'not_in')
    return Array.isArray(value) ? wrongOne(value, known) : `“${known.label}”要给一组值`;
  return Array.isArray(value) ? `“${known.label}”只能给一个值` : wrongOne([value], known);
}

function wrongOne(values: readonly ConditionValue[], field: CatalogueField): string | undefined {
  const wrong = values.find((value) => !fits(value, field));
  return wrong === undefined ? undefined : `“${field.label}”不接受 ${JSON.stringify(wrong)}`;
}

function fits(value: ConditionValue, { kind, choices }: CatalogueField): boolean {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (kind === 'boolean') return typeof value === 'boolean';
  if (kind === 'choice') return typeof value === 'string' && Object.hasOwn(choices ?? {}, value);
  if (kind === 'day' || kind === 'moment')
    return (
      (typeof value === 'object' && 'days' in value) || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
    );
  // Whether a text is empty is asked by `exists`.
  return typeof value === 'string' && value !== '';
}
