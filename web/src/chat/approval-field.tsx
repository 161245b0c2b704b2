import type { EditableField } from '../../../kernel/contracts/chat.ts';
import { DateInput } from '../ui/date-input.tsx';
import type { FieldControl } from '../ui/field.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { Textarea } from '../ui/textarea.tsx';
import type { FieldValue } from './approval-values.ts';
import { TagInput } from './tag-input.tsx';
import { useChatTexts } from './use-chat-texts.ts';

interface ApprovalFieldProps {
  field: EditableField;
  value: FieldValue;
  faulty: boolean;
  onChange(value: FieldValue): void;
}

/** One field of a card in edit mode, with the control of its kind. */
export function ApprovalField({ field, value, faulty, onChange }: ApprovalFieldProps) {
  const texts = useChatTexts();
  return (
    <Field label={field.label} error={faulty && field.kind === 'number' ? texts.invalidNumber : undefined}>
      {(control) => <FieldInput field={field} value={value} control={control} onChange={onChange} />}
    </Field>
  );
}

interface FieldInputProps extends Omit<ApprovalFieldProps, 'faulty'> {
  control: FieldControl;
}

function FieldInput({ field, value, control, onChange }: FieldInputProps) {
  const words = value === null || Array.isArray(value) ? '' : String(value);
  const orNull = (text: string): string | null => (text === '' ? null : text);
  switch (field.kind) {
    case 'text':
      return <Input {...control} value={words} onChange={(event) => onChange(orNull(event.target.value))} />;
    case 'long_text':
      return <Textarea {...control} value={words} onChange={(event) => onChange(orNull(event.target.value))} />;
    case 'number':
      return (
        <Input
          {...control}
          type="number"
          inputMode="decimal"
          step="any"
          value={words}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)}
        />
      );
    case 'date':
    case 'datetime':
      return <DateInput {...control} withTime={field.kind === 'datetime'} value={orNull(words)} onChange={onChange} />;
    case 'select':
      return (
        <Select
          {...control}
          value={words === '' ? undefined : words}
          options={field.options ?? []}
          onChange={onChange}
        />
      );
    case 'tags':
      return <TagInput id={control.id} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
}
