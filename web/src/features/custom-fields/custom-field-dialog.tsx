import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CUSTOM_TYPES,
  type CustomChoice,
  type CustomEntity,
  type CustomFieldView,
  type CustomType,
} from '../../../../kernel/contracts/custom-fields.ts';
import { api } from '../../api/client.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { FieldControl } from '../records/field-control.tsx';
import { fieldText, parseField } from '../records/field-spec.ts';
import { runAction } from '../records/run-action.ts';
import { ChoicesEditor } from './choices-editor.tsx';
import { customSpec } from './custom-spec.ts';

interface CustomFieldDialogProps {
  entity: CustomEntity;
  field: CustomFieldView | undefined;
  onClose: () => void;
}

/** Types whose values the search box can look at. */
const SEARCHABLE: readonly CustomType[] = ['text', 'number', 'choice', 'multi_choice'];

/** Defines a custom field, or changes one. */
export function CustomFieldDialog({ entity, field, onClose }: CustomFieldDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [label, setLabel] = useState(field?.label ?? '');
  const [type, setType] = useState<CustomType>(field?.type ?? 'text');
  const [choices, setChoices] = useState<readonly CustomChoice[]>(field?.choices ?? []);
  const [required, setRequired] = useState(field?.required ?? false);
  const [searchable, setSearchable] = useState(field?.searchable ?? false);
  const [initial, setInitial] = useState(fieldText(field?.default));
  const [pending, setPending] = useState(false);
  const hasChoices = type === 'choice' || type === 'multi_choice';
  const filled = choices.filter((choice) => choice.label.trim() !== '');
  const named = label.trim();
  const spec = customSpec({ key: 'initial', label: named, type, choices: filled, required: false, default: null }, t);
  const content = parseField(spec.kind, initial);
  const wrongDefault = typeof content === 'number' && !Number.isFinite(content);
  const ready = named !== '' && (!hasChoices || filled.length > 0) && !wrongDefault;
  const save = async () => {
    setPending(true);
    const body = {
      label: named,
      type,
      required,
      default: content,
      searchable: searchable && SEARCHABLE.includes(type),
      choices: hasChoices ? filled : [],
    };
    const work = () =>
      field
        ? api.patch(`crm/custom-fields/${field.id}`, { ...body, version: field.version })
        : api.post('crm/custom-fields', { ...body, entity });
    const done = await runAction(t, work, t('customField.saved', { label: named }));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/custom-fields'] });
    await queries.invalidateQueries({ queryKey: ['crm/condition-fields'] });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t(field ? 'customField.edit' : 'customField.create')}
      description={t(`customField.for.${entity}`)}
      ready={ready}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('customField.label')} required>
          {(control) => (
            <Input {...control} maxLength={40} value={label} onChange={(event) => setLabel(event.target.value)} />
          )}
        </Field>
        <Field label={t('customField.type')} hint={field ? t('customField.typeHint') : undefined}>
          {(control) => (
            <Select
              {...control}
              value={type}
              options={CUSTOM_TYPES.map((value) => ({ value, label: t(`customType.${value}`) }))}
              onChange={(value) => {
                setType(value as CustomType);
                setInitial('');
              }}
            />
          )}
        </Field>
      </div>
      {hasChoices && <ChoicesEditor choices={choices} stored={field?.choices ?? []} onChange={setChoices} />}
      <Field
        label={t('customField.default')}
        hint={t('customField.defaultHint')}
        error={wrongDefault ? t('form.notNumber') : undefined}
      >
        {(control) => <FieldControl {...control} spec={spec} text={initial} onChange={setInitial} />}
      </Field>
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={required} onChange={setRequired} />
        {t('customField.requiredLabel')}
      </label>
      {SEARCHABLE.includes(type) && (
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={searchable} onChange={setSearchable} />
          {t('customField.searchable')}
        </label>
      )}
    </FormDialog>
  );
}
