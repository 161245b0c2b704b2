import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { readNumber } from './read-number.ts';

interface NumberFieldProps {
  label: string;
  hint?: string | undefined;
  text: string;
  limits: { readonly min: number; readonly max: number; readonly whole?: boolean };
  disabled?: boolean | undefined;
  onChange: (text: string) => void;
}

/** A number between limits, with the limits as its complaint. */
export function NumberField({ label, hint, text, limits, disabled, onChange }: NumberFieldProps) {
  const { t } = useTranslation();
  const wrong = readNumber(text, limits) === undefined;
  return (
    <Field
      label={label}
      hint={hint}
      error={wrong ? t('form.between', { min: limits.min, max: limits.max }) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          className="num"
          inputMode="decimal"
          disabled={disabled}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
