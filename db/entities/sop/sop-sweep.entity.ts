import { defineEntity, p } from '@mikro-orm/core';
import { SopTemplate } from './sop-template.entity.ts';

/**
 * A template's way through the contacts it may concern: the slot it is about, how far it came, and when it is due again. One row
 * for each template that starts by the clock or by a condition.
 */
export const SopSweep = defineEntity({
  name: 'SopSweep',
  tableName: 'sop_sweeps',
  properties: {
    template: () => p.manyToOne(SopTemplate).mapToPk().primary().deleteRule('cascade'),
    /** The moment this round is for: part of each start's key, so that a slot starts a contact once. */
    slot: p.datetime(),
    /** The last conversation that was looked at; null: the round is over. */
    cursor: p.uuid().nullable(),
    running: p.boolean().default(false),
    started: p.integer().default(0),
    updatedAt: p.datetime(),
  },
});
