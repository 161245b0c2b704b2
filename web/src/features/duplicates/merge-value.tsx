import { useTranslation } from 'react-i18next';
import { LeadStatus } from '../../../../kernel/contracts/crm.ts';
import type { BulkEntity } from '../../../../kernel/contracts/data-quality.ts';
import { useFormat } from '../../format/use-format.ts';
import { customSpec } from '../custom-fields/custom-spec.ts';
import { useCustomFields } from '../custom-fields/use-custom-fields.ts';
import { FieldValue } from '../records/field-value.tsx';
import { TimeText } from '../records/time-text.tsx';

interface MergeValueProps {
  entity: BulkEntity;
  field: string;
  value: unknown;
}

/** A value of a record as a merge or an edit of many records names it, in words. */
export function MergeValue({ entity, field, value }: MergeValueProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value === null || value === undefined || value === '')
    return <span className="text-faint">{t('state.empty')}</span>;
  if (field.startsWith('custom.')) return <CustomValueText entity={entity} name={field} value={value} />;
  if (typeof value === 'boolean') return <span>{t(value ? 'state.yes' : 'state.no')}</span>;
  if (Array.isArray(value)) return <span>{value.length === 0 ? t('state.none') : value.map(String).join('、')}</span>;
  if (typeof value === 'object') return <CustomValuesText entity={entity} values={value} />;
  if ((field === 'annual_revenue' || field === 'amount') && typeof value === 'number')
    return <span className="num">{format.money(value)}</span>;
  if (field === 'founded_year') return <span className="num">{String(value as number)}</span>;
  if (typeof value === 'number') return <span className="num">{format.number(value)}</span>;
  const text = String(value as string);
  const status = field === 'status' ? LeadStatus.safeParse(text) : undefined;
  if (status?.success === true) return <span>{t(`leadStatus.${status.data}`)}</span>;
  if (field.endsWith('_at') || field === 'expected_close') return <TimeText at={text} />;
  return <span className="whitespace-pre-wrap">{text}</span>;
}

/** The value of one custom field, named `custom.<key>`, as its type is shown. */
function CustomValueText({ entity, name, value }: { entity: BulkEntity; name: string; value: unknown }) {
  const { t } = useTranslation();
  const field = useCustomFields(entity).find(({ key }) => `custom.${key}` === name);
  if (field !== undefined) return <FieldValue spec={customSpec(field, t)} value={value} />;
  return <span>{Array.isArray(value) ? value.join('、') : String(value as string)}</span>;
}

/** The values of custom fields by what they are called. */
function CustomValuesText({ entity, values }: { entity: BulkEntity; values: object }) {
  const { t } = useTranslation();
  const fields = useCustomFields(entity);
  const held = Object.entries(values as Readonly<Record<string, unknown>>);
  if (held.length === 0) return <span className="text-faint">{t('state.empty')}</span>;
  return (
    <span className="flex flex-wrap gap-x-4">
      {held.map(([key, value]) => {
        const field = fields.find((one) => one.key === key);
        return (
          <span key={key}>
            <span className="text-muted">{field?.label ?? key}</span>{' '}
            {field === undefined ? String(value as string) : <FieldValue spec={customSpec(field, t)} value={value} />}
          </span>
        );
      })}
    </span>
  );
}
