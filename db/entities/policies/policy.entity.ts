import { defineEntity, p } from '@mikro-orm/core';
import { POLICY_NAMES } from '../../../kernel/contracts/policies.ts';

/** A table of the organisation that decides about messages, as it holds now. No row: as the service brings it. */
export const Policy = defineEntity({
  name: 'Policy',
  tableName: 'policy',
  properties: {
    name: p.enum(POLICY_NAMES).primary(),
    value: p.json<Record<string, unknown>>(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
