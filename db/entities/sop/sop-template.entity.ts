import { defineEntity, p } from '@mikro-orm/core';
import { SOP_STATUSES, SOP_TYPES } from '../../../kernel/contracts/sop.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A sequence by its name (spec 000 «SOPTemplate»); what it does stands in its versions. */
export const SopTemplate = defineEntity({
  name: 'SopTemplate',
  tableName: 'sop_templates',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(80).unique(),
    description: p.string().length(500),
    sopType: p.enum(SOP_TYPES),
    category: p.string().length(60),
    tags: p.array<string>().columnType('text[]'),
    status: p.enum(SOP_STATUSES),
    /** Number of the version that new instances begin on; null: never activated. */
    activeNumber: p.integer().nullable(),
    newestNumber: p.integer(),
    /** Name in the library it was taken from; null: written here. */
    libraryName: p.string().length(60).nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    lastUsedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['status', 'sopType'], name: 'sop_template_status' }],
});
