import { defineEntity, p } from '@mikro-orm/core';
import { GROUP_ROLES, ROLE_SOURCES } from '../../../kernel/contracts/messaging-people.ts';
import { ChannelConversation } from './channel-conversation.entity.ts';
import { ChannelPerson } from './channel-person.entity.ts';

/** Somebody in a group, and who they are there: found by rule or said by a colleague, which counts for good. */
export const GroupMember = defineEntity({
  name: 'GroupMember',
  tableName: 'group_member',
  primaryKeys: ['conversation', 'person'],
  properties: {
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(ChannelPerson).mapToPk().primary().deleteRule('cascade').index(),
    displayName: p.string().length(200),
    admin: p.boolean(),
    role: p.enum(GROUP_ROLES),
    roleBy: p.enum(ROLE_SOURCES),
    /** 0 to 1. */
    confidence: p.float(),
    reason: p.string().length(200),
    correctedBy: p.uuid().nullable(),
    correctedAt: p.datetime().nullable(),
    firstSeenAt: p.datetime(),
    lastSeenAt: p.datetime(),
  },
});
