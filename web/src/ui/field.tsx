import { useId, type ReactNode } from 'react';

export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  required?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  /** Draws the control with what ties it to its label, hint and error. */
  children: (control: FieldControl) => ReactNode;
}

/** A label over a control, with a hint or an error under it that screen readers read with the control. */
export function Field({ label, required, hint, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium text-muted">
        {label}
        {required === true && (
          <span className="text-danger" aria-hidden>
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : `${id}-note`,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'text-xs text-faint' : 'text-xs text-danger'}>
          {note}
        </p>
      )}
    </div>
  );
}
