import { useTranslation } from 'react-i18next';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import type { FieldControl as ControlProps } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import type { FieldSpec } from './field-spec.ts';

interface FieldControlProps extends Partial<ControlProps> {
  spec: FieldSpec;
  text: string;
  onChange: (text: string) => void;
  'aria-label'?: string;
}

/** The control for a field's kind; its value is always text, read by `parseField`. */
export function FieldControl({ spec, text, onChange, ...rest }: FieldControlProps) {
  const { t } = useTranslation();
  const options = spec.options ?? [];
  switch (spec.kind) {
    case 'long_text':
      return <Textarea value={text} onChange={(event) => onChange(event.target.value)} {...rest} />;
    case 'date':
      return <DateInput value={text === '' ? null : text} onChange={(day) => onChange(day ?? '')} {...rest} />;
    case 'choice':
      return <Combobox value={text} onChange={onChange} options={options} {...rest} />;
    case 'suggest': {
      const known = text === '' || options.some((option) => option.value === text);
      const all = known ? options : [{ value: text, label: text }, ...options];
      return <Combobox value={text} onChange={onChange} onCreate={onChange} options={all} {...rest} />;
    }
    case 'yes_no':
      return (
        <Select
          value={text === '' ? 'false' : text}
          onChange={onChange}
          options={[
            { value: 'true', label: t('state.yes') },
            { value: 'false', label: t('state.no') },
          ]}
          {...rest}
        />
      );
    case 'text':
    case 'integer':
    case 'money':
      return (
        <Input
          inputMode={spec.kind === 'text' ? 'text' : 'decimal'}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
      );
  }
}
