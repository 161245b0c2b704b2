import type { TFunction } from 'i18next';
import type { CustomFieldView, CustomType } from '../../../../kernel/contracts/custom-fields.ts';
import type { FieldKind, FieldSpec } from '../records/field-spec.ts';

const KINDS: Readonly<Record<CustomType, FieldKind>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'choice',
  multi_choice: 'choices',
  boolean: 'yes_no_open',
};

type Definition = Pick<CustomFieldView, 'key' | 'label' | 'type' | 'choices' | 'required' | 'default'>;

/** How a custom field is typed and shown in a form and in a panel. */
export function customSpec(field: Definition, t: TFunction): FieldSpec {
  const open = field.choices.filter((choice) => choice.archived !== true);
  const former = field.choices.filter((choice) => choice.archived === true);
  // A single choice that need not be made can be taken back.
  const none = field.type === 'choice' && !field.required ? [{ value: '', label: t('state.empty') }] : [];
  return {
    name: `custom.${field.key}`,
    word: { own: field.label },
    kind: KINDS[field.type],
    required: field.required,
    options: [...none, ...open.map(({ value, label }) => ({ value, label }))],
    formerOptions: former.map(({ value, label }) => ({ value, label })),
    initial: field.default,
  };
}
