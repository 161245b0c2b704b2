import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import type { FieldSpec } from './field-spec.ts';

/** A field's value in the words of the page. */
export function FieldValue({ spec, value }: { spec: FieldSpec; value: unknown }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value === null || value === undefined || value === '')
    return <span className="text-faint">{t('state.empty')}</span>;
  if (spec.kind === 'money' && typeof value === 'number') return <span className="num">{format.money(value)}</span>;
  if (spec.kind === 'integer' && typeof value === 'number')
    // A year is a number without thousands.
    return <span className="num">{spec.word === 'foundedYear' ? value : format.number(value)}</span>;
  if (spec.kind === 'number' && typeof value === 'number') return <span className="num">{format.number(value)}</span>;
  if (spec.kind === 'yes_no' || spec.kind === 'yes_no_open')
    return <span>{value === true ? t('state.yes') : t('state.no')}</span>;
  const known = [...(spec.options ?? []), ...(spec.formerOptions ?? [])];
  const wordOf = (one: unknown): string => {
    const text = String(one as string | number);
    return known.find((option) => option.value === text)?.label ?? text;
  };
  const text = Array.isArray(value) ? value.map(wordOf).join('、') : wordOf(value);
  return <span className="whitespace-pre-wrap">{text}</span>;
}
