import { cn } from '../../ui/cn.ts';

interface ChoiceBarProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** A few choices side by side, one of them taken. */
export function ChoiceBar<T extends string>({ label, value, options, onChange }: ChoiceBarProps<T>) {
  return (
    <fieldset aria-label={label} className="flex rounded-md border border-line bg-surface p-0.5">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            'tap flex h-6 items-center rounded-sm px-2.5 text-sm whitespace-nowrap',
            option.value === value ? 'bg-accent-soft font-medium text-accent-ink' : 'text-muted hover:text-ink',
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
