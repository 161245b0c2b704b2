import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { LeadStatus } from '../../../../kernel/contracts/crm.ts';
import type { BulkEntity } from '../../../../kernel/contracts/data-quality.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { useTags } from '../customers/bulk-tag-bar.tsx';
import { asOptions } from '../lists/filter.ts';
import { useFacets } from '../lists/use-facets.ts';
import { FieldControl } from '../records/field-control.tsx';
import type { FieldSpec } from '../records/field-spec.ts';
import { useUserOptions } from '../records/use-users.ts';
import { EMPTY, TYPED_AS, type BulkField } from './bulk-change.ts';

const FACETS = { customer: 'customers', contact: 'customers', lead: 'leads', opportunity: 'opportunities' } as const;

interface BulkValueProps {
  entity: BulkEntity;
  field: BulkField;
  text: string;
  onChange: (text: string) => void;
}

/** The value many records are to get. */
export function BulkValue({ entity, field, text, onChange }: BulkValueProps) {
  const { t } = useTranslation();
  const facets = useFacets(FACETS[entity]);
  const tags = useTags(field.kind === 'tags');
  const users = useUserOptions(field.kind === 'owner');
  const known: Readonly<Record<string, readonly string[] | undefined>> = {
    region: facets?.regions,
    sector: facets?.sectors,
    source: facets?.sources,
  };
  const spec = (): Pick<FieldSpec, 'kind' | 'options'> => {
    switch (field.kind) {
      case 'owner':
        return { kind: 'choice', options: [{ value: EMPTY, label: t('bulkEdit.nobody') }, ...users] };
      case 'choice':
      case 'choices':
        return { kind: TYPED_AS[field.kind], options: choiceOptions(field, t) };
      case 'tags':
        return { kind: field.field === 'add_tags' ? 'suggest' : 'choice', options: tags };
      case 'text':
        return field.field in known
          ? { kind: 'suggest', options: asOptions(known[field.field]?.slice()) }
          : { kind: 'text' };
      default:
        return { kind: TYPED_AS[field.kind] };
    }
  };
  const emptiable = field.kind !== 'owner' && field.kind !== 'tags' && field.required !== true;
  const emptied = emptiable && text === EMPTY;
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('bulkEdit.value')} required>
        {(control) =>
          emptied ? (
            <p id={control.id} className="flex h-8 items-center text-muted">
              {t('bulkEdit.willEmpty')}
            </p>
          ) : (
            <FieldControl
              {...control}
              spec={{ name: field.field, word: { own: field.label }, ...spec() }}
              text={text}
              onChange={onChange}
            />
          )
        }
      </Field>
      {emptiable && (
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={emptied} onChange={(on) => onChange(on ? EMPTY : '')} />
          {t('bulkEdit.empty')}
        </label>
      )}
    </div>
  );
}

/** The choices of a field; those of the house in the language of the console. */
function choiceOptions({ field, choices = [] }: BulkField, t: TFunction): FieldSpec['options'] {
  if (field !== 'status') return choices;
  return choices.map(({ value }) => ({ value, label: t(`leadStatus.${LeadStatus.parse(value)}`) }));
}
