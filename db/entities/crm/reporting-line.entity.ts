import { defineEntity, p } from '@mikro-orm/core';
import { Contact } from './contact.entity.ts';

/** Whom somebody reports to. */
export const ReportingLine = defineEntity({
  name: 'ReportingLine',
  tableName: 'reporting_line',
  properties: {
    contact: () => p.manyToOne(Contact).mapToPk().primary().deleteRule('cascade'),
    manager: () => p.manyToOne(Contact).mapToPk().deleteRule('cascade').index(),
    updatedAt: p.datetime(),
  },
});
