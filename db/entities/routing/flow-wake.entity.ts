import { defineEntity, p } from '@mikro-orm/core';

/**
 * That something an instance may wait for happened last, and in which transaction: a step that looked before it and wants to
 * wait after it sees so here, and does not sleep through it.
 */
export const FlowWake = defineEntity({
  name: 'FlowWake',
  tableName: 'flow_wakes',
  properties: {
    waitKey: p.string().length(120).primary(),
    /** Number of the transaction (`xid8` in words). */
    madeBy: p.string().length(20),
    at: p.datetime(),
  },
  indexes: [{ properties: ['at'], name: 'flow_wake_at' }],
});
