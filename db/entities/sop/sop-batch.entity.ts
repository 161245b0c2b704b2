import { defineEntity, p } from '@mikro-orm/core';
import { SOP_BATCH_STATUSES, type SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { SopTemplate } from './sop-template.entity.ts';

/** Many contacts that one person starts on a sequence at once; each has a row that says what became of it. */
export const SopBatch = defineEntity({
  name: 'SopBatch',
  tableName: 'sop_batches',
  properties: {
    id: p.uuid().primary(),
    template: () => p.manyToOne(SopTemplate).mapToPk().index(),
    status: p.enum(SOP_BATCH_STATUSES),
    variables: p.json<SopVariables>(),
    priority: p.string().length(10).nullable(),
    total: p.integer(),
    done: p.integer().default(0),
    started: p.integer().default(0),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});
