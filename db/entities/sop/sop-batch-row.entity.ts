import { defineEntity, p } from '@mikro-orm/core';
import type { SopTarget } from '../../../kernel/contracts/sop-instances.ts';
import { SopBatch } from './sop-batch.entity.ts';

/** One contact of a batch, in the order they were given. */
export const SopBatchRow = defineEntity({
  name: 'SopBatchRow',
  tableName: 'sop_batch_rows',
  primaryKeys: ['batch', 'place'],
  properties: {
    batch: () => p.manyToOne(SopBatch).mapToPk().primary().deleteRule('cascade'),
    place: p.integer().primary(),
    target: p.json<SopTarget>(),
    instanceId: p.uuid().nullable(),
    /** Why none was started; null while it was not its turn, or where one was. */
    reason: p.string().length(300).nullable(),
    done: p.boolean().default(false),
  },
});
