import type { TFunction } from 'i18next';
import { CONTRACT_STATUSES } from '../../../../kernel/contracts/orders.ts';
import type { Filter } from '../lists/filter.ts';
import type { Facets } from '../lists/use-facets.ts';

/** The filters of the list of contracts as they stand in the address and on the wire. */
export const CONTRACT_FILTERS = ['renewal_within', 'status', 'owner_id', 'ends_within'] as const;

/** Days ahead that count as «due» at a glance. */
export const DUE_DAYS = '30';
const AHEAD = ['7', '30', '60', '90'] as const;

export function contractFilters(facets: Facets | undefined, t: TFunction): Filter[] {
  const within = AHEAD.map((days) => ({ value: days, label: t('contract.renewalIn', { days }) }));
  return [
    {
      name: 'status',
      word: 'status',
      options: CONTRACT_STATUSES.map((status) => ({ value: status, label: t(`contractStatus.${status}`) })),
    },
    {
      name: 'renewal_within',
      word: 'renewal',
      options: [{ value: '0', label: t('contract.renewalPast') }, ...within],
    },
    { name: 'ends_within', word: 'endsOn', options: within },
    {
      name: 'owner_id',
      word: 'owner',
      options: (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name })),
    },
  ];
}
