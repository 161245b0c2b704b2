import { useCustomSpecs } from '../custom-fields/use-custom-specs.ts';
import { asOptions } from '../lists/filter.ts';
import { useFacets } from '../lists/use-facets.ts';
import type { FieldSpec } from '../records/field-spec.ts';

/** The fields of a lead in the order of its panel. Owner and status have controls of their own. */
export function useLeadFields(): FieldSpec[] {
  const facets = useFacets('leads');
  return [
    { name: 'name', word: 'personName', kind: 'text', required: true },
    { name: 'company', word: 'company', kind: 'text' },
    { name: 'title', word: 'jobTitle', kind: 'text' },
    { name: 'phone', word: 'phone', kind: 'text' },
    { name: 'wechat', word: 'wechat', kind: 'text' },
    { name: 'email', word: 'email', kind: 'text' },
    { name: 'source', word: 'source', kind: 'suggest', options: asOptions(facets?.sources) },
    { name: 'region', word: 'region', kind: 'suggest', options: asOptions(facets?.regions) },
    { name: 'city', word: 'city', kind: 'text' },
    { name: 'sector', word: 'sector', kind: 'suggest', options: asOptions(facets?.sectors) },
    { name: 'description', word: 'description', kind: 'long_text' },
    ...useCustomSpecs('lead'),
  ];
}
