import type { TFunction } from 'i18next';
import type { Comparison, Condition, ConditionField, ConditionValue } from '../../../../kernel/contracts/conditions.ts';
import { opWord } from './op-word.ts';

/** A stored condition as a sentence: «来源 是其中之一 展会、转介绍，且有电话：是». Empty for no condition at all. */
export function conditionWords(condition: Condition, fields: readonly ConditionField[], t: TFunction): string {
  if ('field' in condition) return comparisonWords(condition, fields, t);
  if ('not' in condition) return t('conditionWords.not', { part: conditionWords(condition.not, fields, t) });
  const [parts, join] =
    'all' in condition ? [condition.all, t('conditionWords.and')] : [condition.any, t('conditionWords.or')];
  const words = parts.map((part) =>
    'field' in part || 'not' in part || parts.length === 1
      ? conditionWords(part, fields, t)
      : t('conditionWords.group', { part: conditionWords(part, fields, t) }),
  );
  return words.join(join);
}

function comparisonWords({ field: name, op, value }: Comparison, fields: readonly ConditionField[], t: TFunction) {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return name;
  if (op === 'exists') return `${field.label} ${t(value === false ? 'condition.unfilled' : 'condition.filled')}`;
  if (field.kind === 'boolean' && op === 'eq')
    return t('conditionWords.is', { field: field.label, value: t(value === false ? 'condition.no' : 'condition.yes') });
  const word = t(`conditionOp.${opWord(op, field)}`);
  const values = Array.isArray(value) ? value : [value ?? ''];
  const joined = values
    .map((one) => valueWords(one, field, t))
    .join(op === 'between' ? ` ${t('condition.to')} ` : '、');
  return `${field.label} ${word} ${joined}`;
}

function valueWords(value: ConditionValue, field: ConditionField, t: TFunction): string {
  if (typeof value === 'boolean') return t(value ? 'condition.yes' : 'condition.no');
  if (typeof value === 'object' && 'days' in value)
    return t(value.days < 0 ? 'conditionWords.ago' : 'conditionWords.ahead', { days: Math.abs(value.days) });
  return field.choices?.find((choice) => choice.value === value)?.label ?? String(value as string | number);
}
