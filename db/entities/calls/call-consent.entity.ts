import { defineEntity, p } from '@mikro-orm/core';

/** That the person behind a number agreed to be called. The newest entry of a number holds. */
export const CallConsent = defineEntity({
  name: 'CallConsent',
  tableName: 'call_consent',
  properties: {
    id: p.uuid().primary(),
    phoneKey: p.string().length(20),
    evidence: p.string().length(300),
    notedBy: p.uuid().nullable(),
    since: p.datetime(),
    until: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['phoneKey', 'since'], name: 'call_consent_number' }],
});
