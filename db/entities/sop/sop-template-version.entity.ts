import { defineEntity, p } from '@mikro-orm/core';
import type { SopContent } from '../../../kernel/contracts/sop.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { SopTemplate } from './sop-template.entity.ts';

/** A sequence as it was written once. Never changed: a trigger refuses updates, instances run on the version they began with. */
export const SopTemplateVersion = defineEntity({
  name: 'SopTemplateVersion',
  tableName: 'sop_template_versions',
  properties: {
    id: p.uuid().primary(),
    template: () => p.manyToOne(SopTemplate).mapToPk().deleteRule('cascade'),
    /** Counts from 1 within the template. */
    number: p.integer(),
    content: p.json<SopContent>(),
    note: p.string().length(300),
    /** Null: the service itself. */
    author: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    createdAt: p.datetime(),
  },
  uniques: [{ properties: ['template', 'number'], name: 'sop_template_version_number_unique' }],
});
