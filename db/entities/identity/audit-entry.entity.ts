import { defineEntity, p } from '@mikro-orm/core';

/** One line of the audit log. The database refuses to change or delete a line (trigger in the first migration). */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    at: p.datetime(),
    actorId: p.uuid().nullable(),
    actorKind: p.enum(['person', 'agent', 'service', 'system']),
    agent: p.string().length(40).nullable(),
    approvalId: p.uuid().nullable(),
    action: p.string().length(60),
    entity: p.string().length(40),
    entityId: p.string().length(80).nullable(),
    before: p.json<unknown>().nullable(),
    after: p.json<unknown>().nullable(),
    ip: p.string().length(64).nullable(),
  },
  indexes: [
    { properties: ['entity', 'entityId', 'id'], name: 'audit_entry_entity' },
    { properties: ['actorId', 'id'], name: 'audit_entry_actor' },
  ],
});
