import { useQuery } from '@tanstack/react-query';
import type { CustomEntity, CustomFieldView } from '../../../../kernel/contracts/custom-fields.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';

const NONE: readonly CustomFieldView[] = [];

/** The fields the organisation added to these records, in their order. */
export function useCustomFields(entity: CustomEntity): readonly CustomFieldView[] {
  const { data } = useQuery({
    queryKey: ['crm/custom-fields', entity],
    queryFn: ({ signal }) => api.get<Page<CustomFieldView>>('crm/custom-fields', { entity }, signal),
    staleTime: 60_000,
  });
  return data?.items ?? NONE;
}
