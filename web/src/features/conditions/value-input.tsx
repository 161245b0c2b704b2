import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../../../../kernel/contracts/conditions.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import type { DraftLine } from './draft.ts';

interface ValueInputProps {
  field: ConditionField;
  line: DraftLine;
  onChange: (line: DraftLine) => void;
}

/** What a field is compared with: a text, a number, a choice, a day or a number of days ago. */
export function ValueInput({ field, line, onChange }: ValueInputProps) {
  const { t } = useTranslation();
  const label = t('condition.value');
  const set = (first: string) => onChange({ ...line, first });
  if (line.op === 'exists' || field.kind === 'boolean') {
    const words = line.op === 'exists' ? ['filled', 'unfilled'] : ['yes', 'no'];
    return (
      <Select
        aria-label={label}
        className="max-sm:col-span-2"
        value={line.first === 'false' ? 'false' : 'true'}
        options={['true', 'false'].map((value, at) => ({
          value,
          label: t(`condition.${words[at] as 'filled' | 'unfilled' | 'yes' | 'no'}`),
        }))}
        onChange={set}
      />
    );
  }
  if (field.choices !== undefined && line.op !== 'in' && line.op !== 'not_in')
    return (
      <Select
        aria-label={label}
        className="max-sm:col-span-2"
        value={line.first}
        options={field.choices ?? []}
        onChange={set}
      />
    );
  if (field.choices !== undefined) return <Choices field={field} line={line} onChange={onChange} />;
  if (field.kind === 'moment' || field.kind === 'day')
    return <TimeInput field={field} line={line} onChange={onChange} />;
  const many = line.op === 'in' || line.op === 'not_in';
  const type = field.kind === 'number' && !many ? 'number' : 'text';
  return (
    <span className="flex items-center gap-2 max-sm:col-span-2">
      <Input
        aria-label={label}
        type={type}
        maxLength={200}
        placeholder={many ? t('condition.manyHint') : undefined}
        value={line.first}
        onChange={(event) => set(event.target.value)}
      />
      {line.op === 'between' && (
        <>
          <span className="text-muted">{t('condition.to')}</span>
          <Input
            aria-label={t('condition.upper')}
            type={type}
            value={line.second}
            onChange={(event) => onChange({ ...line, second: event.target.value })}
          />
        </>
      )}
    </span>
  );
}

/** Several choices, ticked one by one. */
function Choices({ field, line, onChange }: ValueInputProps) {
  const chosen = line.first.split('、').filter((one) => one !== '');
  const toggle = (value: string) =>
    onChange({
      ...line,
      first: (chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]).join('、'),
    });
  return (
    <span className="flex flex-wrap items-center gap-1 max-sm:col-span-2">
      {(field.choices ?? []).map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={chosen.includes(choice.value)}
          onClick={() => toggle(choice.value)}
          className="tap h-7 rounded-md border border-line px-2 text-sm text-muted aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
        >
          {choice.label}
        </button>
      ))}
    </span>
  );
}

/** A day, or a number of days before today that moves with the time. */
function TimeInput({ line, onChange }: ValueInputProps) {
  const { t } = useTranslation();
  const [relative, setRelative] = useState(!/^\d{4}-/.test(line.first));
  const one = (value: string, set: (next: string) => void, label: string) =>
    relative ? (
      <span className="flex min-w-24 items-center gap-1">
        <Input aria-label={label} type="number" value={value} onChange={(event) => set(event.target.value)} />
        <span className="shrink-0 text-sm text-muted">{t('condition.daysAgo')}</span>
      </span>
    ) : (
      <DateInput
        aria-label={label}
        value={value === '' ? null : value.slice(0, 10)}
        onChange={(day) => set(day ?? '')}
      />
    );
  return (
    <span className="flex flex-wrap items-center gap-2 max-sm:col-span-2 sm:flex-nowrap">
      <Select
        aria-label={t('condition.timeKind')}
        className="w-24 shrink-0"
        value={relative ? 'relative' : 'fixed'}
        options={(['relative', 'fixed'] as const).map((value) => ({ value, label: t(`condition.${value}`) }))}
        onChange={(kind) => {
          setRelative(kind === 'relative');
          onChange({ ...line, first: '', second: '' });
        }}
      />
      {one(line.first, (first) => onChange({ ...line, first }), t('condition.value'))}
      {line.op === 'between' && one(line.second, (second) => onChange({ ...line, second }), t('condition.upper'))}
    </span>
  );
}
