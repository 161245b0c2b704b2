import { defineEntity, p } from '@mikro-orm/core';
import { CallTask } from './call-task.entity.ts';

/** A page of the last pass that could not be read, while the others were carried on with. */
export const CallFailedPage = defineEntity({
  name: 'CallFailedPage',
  tableName: 'call_failed_page',
  properties: {
    task: () => p.manyToOne(CallTask).mapToPk().primary().deleteRule('cascade'),
    step: p.enum(['sync', 'query']).primary(),
    page: p.integer().primary(),
    records: p.integer(),
    message: p.string().length(200),
    at: p.datetime(),
  },
});
