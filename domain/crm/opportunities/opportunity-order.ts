import { STAGES } from '../../../kernel/contracts/crm.ts';

const STAGE_ORDER = `array_position(array[${STAGES.map((stage) => `'${stage}'`).join(', ')}]::text[], o.stage::text)`;

/** What a list of opportunities can be sorted by; `stage` follows the funnel. */
export const OPPORTUNITY_SORTS = {
  name: 'o.name',
  code: 'o.code',
  stage: STAGE_ORDER,
  amount: 'o.amount',
  probability: 'o.probability',
  opened_on: 'o.opened_on',
  expected_close: 'o.expected_close',
  closed_on: 'o.closed_on',
  stage_changed_at: 'o.stage_changed_at',
  last_activity_at: 'o.last_activity_at',
  created_at: 'o.created_at',
  updated_at: 'o.updated_at',
  'custom.*': '',
} as const;

/** SQL for the last time a deal moved at all: something was done, its stage changed, or it was made. */
export const LAST_MOVED = 'greatest(o.last_activity_at, o.stage_changed_at, o.created_at)';
