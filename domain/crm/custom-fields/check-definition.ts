import type { CustomChoice, CustomEntity, CustomType, CustomValue } from '../../../kernel/contracts/custom-fields.ts';
import { EXPORT_COLUMNS, type ExportKind } from '../exports/export-columns.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { customFieldError } from './errors.ts';

/** A definition as it would be stored. */
export interface Definition {
  readonly entity: CustomEntity;
  readonly label: string;
  readonly type: CustomType;
  readonly choices: readonly CustomChoice[];
  readonly required: boolean;
  readonly default: CustomValue | null;
  readonly searchable: boolean;
}

/** The list whose file carries the records. */
export const LIST_OF_ENTITY: Readonly<Record<CustomEntity, ExportKind>> = {
  customer: 'customers',
  contact: 'contacts',
  lead: 'leads',
  opportunity: 'opportunities',
};

/**
 * Checks what a definition says about itself, and makes its default the value it stands for.
 *
 * @throws AppError `crm.custom_field_definition` naming every problem, `crm.custom_field_label_taken` for the heading of a
 *   built-in column
 */
export function checkDefinition(draft: Definition): Definition {
  const problems = [...choiceProblems(draft)];
  const { searchable } = CUSTOM_TYPE_TABLE[draft.type];
  if (draft.searchable && !searchable) problems.push(`${CUSTOM_TYPE_TABLE[draft.type].label}字段不能搜索`);
  const fallback = defaultOf(draft, problems);
  if (problems.length > 0)
    throw customFieldError('crm.custom_field_definition', { details: { problems: problems.join('；') } });
  if (Object.values(EXPORT_COLUMNS[LIST_OF_ENTITY[draft.entity]]).includes(draft.label))
    throw customFieldError('crm.custom_field_label_taken', { details: { label: draft.label } });
  return { ...draft, default: fallback };
}

function choiceProblems({ type, choices }: Definition): string[] {
  if (type !== 'choice' && type !== 'multi_choice') return choices.length > 0 ? ['只有单选和多选字段才有选项'] : [];
  const problems: string[] = [];
  if (!choices.some(({ archived }) => archived !== true)) problems.push('至少要有一个可选的选项');
  for (const part of ['value', 'label'] as const) {
    const all = choices.map((choice) => choice[part]);
    const twice = all.find((one, at) => all.indexOf(one) !== at);
    if (twice !== undefined) problems.push(`选项“${twice}”重复了`);
  }
  return [...new Set(problems)];
}

function defaultOf(draft: Definition, problems: string[]): CustomValue | null {
  if (draft.default === null) return null;
  const checked = CUSTOM_TYPE_TABLE[draft.type].check(draft.default, draft, null);
  if ('value' in checked) return checked.value;
  problems.push(`默认值${checked.problem}`);
  return null;
}
