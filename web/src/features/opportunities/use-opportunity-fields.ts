import { useQuery } from '@tanstack/react-query';
import type { ProductView } from '../../../../kernel/contracts/crm.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { useCustomSpecs } from '../custom-fields/use-custom-specs.ts';
import { asOptions } from '../lists/filter.ts';
import { useFacets } from '../lists/use-facets.ts';
import type { FieldSpec } from '../records/field-spec.ts';
import { useUserOptions } from '../records/use-users.ts';

/** What is sold. */
export function useProducts(): readonly ProductView[] {
  const { data } = useQuery({
    queryKey: ['crm/products', 'options'],
    queryFn: ({ signal }) => api.get<Page<ProductView>>('crm/products', { page_size: 200 }, signal),
    staleTime: 300_000,
  });
  return data?.items ?? [];
}

/** The products as options. */
export function useProductOptions() {
  return useProducts().map((product) => ({
    value: product.id,
    label: product.name,
    note: product.series ?? undefined,
  }));
}

/** The fields of an opportunity in the order of its panel. The stage has a control of its own. */
export function useOpportunityFields(): FieldSpec[] {
  const products = useProductOptions();
  const users = useUserOptions();
  const facets = useFacets('opportunities');
  return [
    { name: 'name', word: 'opportunityName', kind: 'text', required: true },
    { name: 'owner_id', word: 'owner', kind: 'choice', options: users, shownAs: 'owner_name' },
    { name: 'amount', word: 'amount', kind: 'money' },
    { name: 'probability', word: 'probability', kind: 'integer' },
    { name: 'expected_close', word: 'expectedClose', kind: 'date' },
    { name: 'opened_on', word: 'openedOn', kind: 'date' },
    { name: 'product_id', word: 'product', kind: 'choice', options: products, shownAs: 'product_name' },
    { name: 'source', word: 'source', kind: 'suggest', options: asOptions(facets?.sources) },
    { name: 'description', word: 'description', kind: 'long_text' },
    ...useCustomSpecs('opportunity'),
  ];
}
