import type { ComponentProps } from 'react';
import { Input } from './input.tsx';

type DateInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  /** `YYYY-MM-DD`, with `withTime` `YYYY-MM-DDTHH:mm`; null is empty. Local wall time, no zone. */
  value: string | null;
  onChange: (value: string | null) => void;
  withTime?: boolean;
};

/** A day, or a day with a time, through the browser's own picker: it speaks the person's language and works by key. */
export function DateInput({ value, onChange, withTime, ...rest }: DateInputProps) {
  return (
    <Input
      type={withTime === true ? 'datetime-local' : 'date'}
      max={withTime === true ? '9999-12-31T23:59' : '9999-12-31'}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      {...rest}
    />
  );
}
