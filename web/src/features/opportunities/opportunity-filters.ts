import type { TFunction } from 'i18next';
import { STAGES, WARNING_KINDS } from '../../../../kernel/contracts/crm.ts';
import type { ComboboxOption } from '../../ui/combobox.tsx';
import { idleFilter } from '../customers/customer-filters.ts';
import type { Filter } from '../lists/filter.ts';
import type { Facets } from '../lists/use-facets.ts';

/** The filters of the list in the address. `ongoing` is the wire's `open`, which in the address names the open panel; `view` is the board. */
export const OPPORTUNITY_FILTERS = [
  'ongoing',
  'stage',
  'owner_id',
  'product_id',
  'idle_days',
  'close_from',
  'close_to',
  'segment_id',
  'warning',
  'undated',
  'view',
] as const;

export function opportunityFilters(
  facets: Facets | undefined,
  products: readonly ComboboxOption[],
  t: TFunction,
): Filter[] {
  return [
    { name: 'stage', word: 'stage', options: STAGES.map((stage) => ({ value: stage, label: t(`stage.${stage}`) })) },
    {
      name: 'ongoing',
      word: 'ongoing',
      options: [
        { value: 'true', label: t('opportunity.ongoing') },
        { value: 'false', label: t('opportunity.ended') },
      ],
    },
    {
      name: 'owner_id',
      word: 'owner',
      options: (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name })),
    },
    { name: 'product_id', word: 'product', options: products },
    {
      name: 'warning',
      word: 'warning',
      options: WARNING_KINDS.map((kind) => ({ value: kind, label: t(`dealWarning.${kind}`) })),
    },
    {
      name: 'undated',
      word: 'undated',
      options: [
        { value: 'true', label: t('deal.noDate') },
        { value: 'false', label: t('deal.hasDate') },
      ],
    },
    idleFilter(t),
  ];
}
