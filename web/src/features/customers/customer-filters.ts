import type { TFunction } from 'i18next';
import { HEALTH_LEVELS, TIERS } from '../../../../kernel/contracts/profile.ts';
import { asOptions, type Filter } from '../lists/filter.ts';
import type { Facets } from '../lists/use-facets.ts';

/** The filters of the list of customers as they stand in the address and on the wire. */
export const CUSTOMER_FILTERS = [
  'owner_id',
  'region',
  'sector',
  'source',
  'tag',
  'tier',
  'health_level',
  'idle_days',
  'segment_id',
] as const;

const IDLE = [7, 14, 30, 60, 90] as const;

/** "Not touched for so many days", for every list that knows it. */
export function idleFilter(t: TFunction): Filter {
  return {
    name: 'idle_days',
    word: 'idle',
    options: IDLE.map((days) => ({ value: String(days), label: t('list.idleDays', { days }) })),
  };
}

export function customerFilters(facets: Facets | undefined, t: TFunction): Filter[] {
  const owners = (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name }));
  return [
    { name: 'owner_id', word: 'owner', options: owners },
    { name: 'region', word: 'region', options: asOptions(facets?.regions) },
    { name: 'sector', word: 'sector', options: asOptions(facets?.sectors) },
    { name: 'source', word: 'source', options: asOptions(facets?.sources) },
    { name: 'tag', word: 'tags', options: asOptions(facets?.tags) },
    { name: 'tier', word: 'tier', options: TIERS.map((tier) => ({ value: tier, label: t(`tier.${tier}`) })) },
    {
      name: 'health_level',
      word: 'health',
      options: HEALTH_LEVELS.map((level) => ({ value: level, label: t(`healthLevel.${level}`) })),
    },
    idleFilter(t),
  ];
}
