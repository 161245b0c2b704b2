import { z } from 'zod';
import { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { defineSignal } from '../../../jobs/signal.ts';

/**
 * Two records became one, or became two again (`undone`). Rows with a foreign key were moved in the same transaction;
 * this is for rooms that keep ids elsewhere.
 */
export const recordsMerged = defineSignal({
  name: 'crm.records_merged',
  payload: z.object({
    entity: QualityEntity,
    merge_id: z.uuid(),
    survivor_id: z.uuid(),
    loser_id: z.uuid(),
    undone: z.boolean(),
  }),
});
