import type { ComboboxOption } from '../../ui/combobox.tsx';
import { fieldText, textChoices } from './field-spec.ts';

interface ChoiceButtonsProps {
  options: readonly ComboboxOption[];
  /** The chosen values as `fieldText` writes them. */
  text: string;
  onChange: (text: string) => void;
  label?: string | undefined;
  id?: string | undefined;
}

/** Several choices, each a button that is pressed or not. */
export function ChoiceButtons({ options, text, onChange, label, id }: ChoiceButtonsProps) {
  const chosen = textChoices(text);
  const toggle = (value: string) =>
    onChange(fieldText(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]));
  return (
    <fieldset id={id} aria-label={label} className="flex flex-wrap gap-1 py-0.5">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={chosen.includes(option.value)}
          onClick={() => toggle(option.value)}
          className="tap h-7 rounded-md border border-line px-2 text-sm text-muted aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
