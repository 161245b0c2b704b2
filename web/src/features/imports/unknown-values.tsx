import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportField, ImportView, UnknownValue } from '../../../../kernel/contracts/imports.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Section } from '../records/section.tsx';
import { enumWord } from './enum-word.ts';
import type { Values } from './mapping.ts';

export interface Meaning {
  field: string;
  value: string;
  meaning: string;
}

interface UnknownValuesProps {
  batch: ImportView;
  unknown: readonly UnknownValue[];
  values: Values;
  onChange: (meanings: Meaning[]) => void;
}

/** Values that name nothing we know, each with what was probably meant, to be taken one by one or all at once. */
export function UnknownValues({ batch, unknown, values, onChange }: UnknownValuesProps) {
  const { t } = useTranslation();
  if (unknown.length === 0) return null;
  const suggested = unknown.flatMap((one) =>
    one.suggestion === null ? [] : [{ field: one.field, value: one.value, meaning: one.suggestion }],
  );
  return (
    <Section
      title={t('imports.unknown')}
      count={unknown.length}
      action={
        suggested.length > 1 && (
          <Button size="sm" onClick={() => onChange(suggested)}>
            {t('imports.acceptAll', { count: suggested.length })}
          </Button>
        )
      }
    >
      <p className="mb-2 text-sm text-muted">{t('imports.unknownHint')}</p>
      <ul className="rounded-md border border-line bg-surface">
        {unknown.map((one) => {
          const field = batch.fields.find((known) => known.name === one.field);
          const known = field?.values ?? [];
          const options = [...new Set([...(one.suggestion === null ? [] : [one.suggestion]), ...known])];
          const take = (meaning: string) => onChange([{ field: one.field, value: one.value, meaning }]);
          return (
            <li
              key={`${one.field} ${one.value}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2 last:border-b-0"
            >
              <span className="text-sm text-muted">{field?.label ?? one.field}</span>
              <span className="font-medium">{one.value}</span>
              <Badge>{t('imports.inRows', { count: one.rows })}</Badge>
              <span className="ml-auto flex flex-wrap items-center gap-2">
                {one.suggestion !== null && (
                  <Button size="sm" onClick={() => take(one.suggestion ?? '')}>
                    {t('imports.accept', { value: label(field, one.suggestion, t) })}
                  </Button>
                )}
                <Combobox
                  className="h-7 w-44"
                  aria-label={t('imports.meaningOf', { value: one.value })}
                  placeholder={t('imports.chooseMeaning')}
                  value={values[one.field]?.[one.value]}
                  options={options.map((value) => ({ value, label: label(field, value, t) }))}
                  onChange={take}
                  onCreate={take}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function label(field: ImportField | undefined, value: string, t: TFunction): string {
  return field === undefined ? value : String(enumWord(field, value, t));
}
