import { defineEntity, p } from '@mikro-orm/core';
import type { TemplateTask } from '../../../kernel/contracts/delivery.ts';

/** How a delivery usually goes: tasks with their offsets in working days. */
export const DeliveryTemplate = defineEntity({
  name: 'DeliveryTemplate',
  tableName: 'delivery_template',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(60).unique(),
    isDefault: p.boolean().default(false),
    active: p.boolean().default(true),
    tasks: p.json<TemplateTask[]>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
