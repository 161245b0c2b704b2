import { useTranslation } from 'react-i18next';
import type { CustomEntity } from '../../../../kernel/contracts/custom-fields.ts';
import type { FieldSpec } from '../records/field-spec.ts';
import { customSpec } from './custom-spec.ts';
import { useCustomFields } from './use-custom-fields.ts';

/** The custom fields of these records for forms and panels. */
export function useCustomSpecs(entity: CustomEntity): FieldSpec[] {
  const { t } = useTranslation();
  return useCustomFields(entity).map((field) => customSpec(field, t));
}
