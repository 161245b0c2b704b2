import { useTranslation } from 'react-i18next';
import type { CustomEntity, CustomValues } from '../../../../kernel/contracts/custom-fields.ts';
import type { Column } from '../lists/column.ts';
import { FieldValue } from '../records/field-value.tsx';
import { valueOf } from '../records/versioned.ts';
import { customSpec } from './custom-spec.ts';
import { useCustomFields } from './use-custom-fields.ts';

/** The custom fields of these records as columns of their list; each is shown when the person chooses it. */
export function useCustomColumns<T extends { custom: CustomValues }>(entity: CustomEntity): Column<T>[] {
  const { t } = useTranslation();
  return useCustomFields(entity).map((field) => {
    const spec = customSpec(field, t);
    return {
      key: spec.name,
      word: spec.word,
      sort: spec.name,
      numeric: field.type === 'number',
      render: (row) => {
        const value = valueOf(row, spec.name);
        return value === undefined ? null : <FieldValue spec={spec} value={value} />;
      },
    };
  });
}
