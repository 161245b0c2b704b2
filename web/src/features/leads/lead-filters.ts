import type { TFunction } from 'i18next';
import { LEAD_STATUSES } from '../../../../kernel/contracts/crm.ts';
import { LEAD_GRADES } from '../../../../kernel/contracts/scoring.ts';
import { idleFilter } from '../customers/customer-filters.ts';
import { asOptions, type Filter } from '../lists/filter.ts';
import type { Facets } from '../lists/use-facets.ts';

/** The filters of the list of leads as they stand in the address and on the wire. */
export const LEAD_FILTERS = [
  'status',
  'grade',
  'owner_id',
  'unassigned',
  'source',
  'region',
  'idle_days',
  'segment_id',
] as const;

export function leadFilters(facets: Facets | undefined, t: TFunction): Filter[] {
  return [
    {
      name: 'status',
      word: 'status',
      options: LEAD_STATUSES.map((status) => ({ value: status, label: t(`leadStatus.${status}`) })),
    },
    {
      name: 'grade',
      word: 'grade',
      options: LEAD_GRADES.map((grade) => ({ value: grade, label: t(`grade.${grade}`) })),
    },
    {
      name: 'owner_id',
      word: 'owner',
      options: (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name })),
    },
    { name: 'unassigned', word: 'assignment', options: [{ value: 'true', label: t('lead.unassigned') }] },
    { name: 'source', word: 'source', options: asOptions(facets?.sources) },
    { name: 'region', word: 'region', options: asOptions(facets?.regions) },
    idleFilter(t),
  ];
}
