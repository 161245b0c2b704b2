import { useCustomSpecs } from '../custom-fields/use-custom-specs.ts';
import { asOptions } from '../lists/filter.ts';
import { useFacets } from '../lists/use-facets.ts';
import type { FieldSpec } from '../records/field-spec.ts';
import { useUserOptions } from '../records/use-users.ts';

/** The fields of a customer in the order of its page. */
export function useCustomerFields(): FieldSpec[] {
  const facets = useFacets('customers');
  const users = useUserOptions();
  return [
    { name: 'name', word: 'name', kind: 'text', required: true },
    { name: 'short_name', word: 'shortName', kind: 'text' },
    { name: 'owner_id', word: 'owner', kind: 'choice', options: users, shownAs: 'owner_name' },
    { name: 'region', word: 'region', kind: 'suggest', options: asOptions(facets?.regions) },
    { name: 'city', word: 'city', kind: 'text' },
    { name: 'sector', word: 'sector', kind: 'suggest', options: asOptions(facets?.sectors) },
    { name: 'source', word: 'source', kind: 'suggest', options: asOptions(facets?.sources) },
    { name: 'phone', word: 'phone', kind: 'text' },
    { name: 'credit_code', word: 'creditCode', kind: 'text' },
    { name: 'website', word: 'website', kind: 'text' },
    { name: 'address', word: 'address', kind: 'text' },
    { name: 'employees', word: 'employees', kind: 'integer' },
    { name: 'annual_revenue', word: 'annualRevenue', kind: 'money' },
    { name: 'founded_year', word: 'foundedYear', kind: 'integer' },
    { name: 'parent_name', word: 'parentName', kind: 'text' },
    { name: 'description', word: 'description', kind: 'long_text' },
    ...useCustomSpecs('customer'),
  ];
}
