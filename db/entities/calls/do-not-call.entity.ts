import { defineEntity, p } from '@mikro-orm/core';
import { DO_NOT_CALL_SOURCES } from '../../../kernel/contracts/calls.ts';
import { CallRecord } from './call-record.entity.ts';

/** A number nobody calls any more. Lifted entries stay as history. */
export const DoNotCall = defineEntity({
  name: 'DoNotCall',
  tableName: 'do_not_call',
  properties: {
    id: p.uuid().primary(),
    phoneKey: p.string().length(20),
    source: p.enum(DO_NOT_CALL_SOURCES),
    /** The sentence that was said, or what else shows it. */
    evidence: p.string().length(500),
    record: () => p.manyToOne(CallRecord).mapToPk().nullable().deleteRule('set null').index(),
    notedBy: p.uuid().nullable(),
    since: p.datetime(),
    liftedAt: p.datetime().nullable(),
    liftedBy: p.uuid().nullable(),
    liftReason: p.string().length(300).nullable(),
  },
  indexes: [
    {
      name: 'do_not_call_active',
      expression: 'create unique index do_not_call_active on do_not_call (phone_key) where lifted_at is null',
    },
    { properties: ['since', 'id'], name: 'do_not_call_since' },
  ],
});
