import { useTranslation } from 'react-i18next';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import type { FieldControl as ControlProps } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { CustomerPicker } from '../customers/customer-picker.tsx';
import { ChoiceButtons } from './choice-buttons.tsx';
import type { FieldSpec } from './field-spec.ts';
import { fieldTitle } from './field-word.ts';

interface FieldControlProps extends Partial<ControlProps> {
  spec: FieldSpec;
  text: string;
  onChange: (text: string) => void;
  'aria-label'?: string;
}

/** The select knows no empty value. */
const OPEN = 'open';

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
    case 'customer':
      return <CustomerPicker value={text === '' ? undefined : text} onChange={(id) => onChange(id ?? '')} {...rest} />;
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
    case 'yes_no_open':
      return (
        <Select
          value={text === '' ? OPEN : text}
          onChange={(value) => onChange(value === OPEN ? '' : value)}
          options={[
            { value: OPEN, label: t('state.empty') },
            { value: 'true', label: t('state.yes') },
            { value: 'false', label: t('state.no') },
          ]}
          {...rest}
        />
      );
    case 'choices':
      return (
        <ChoiceButtons
          options={options}
          text={text}
          onChange={onChange}
          label={fieldTitle(t, spec.word)}
          id={rest.id}
        />
      );
    case 'text':
    case 'integer':
    case 'number':
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
