import { defineEntity, p } from '@mikro-orm/core';
import { ROBOT_DUTIES } from '../../../kernel/contracts/messaging-robots.ts';
import { ChannelAccount } from './channel-account.entity.ts';
import { ChannelConversation } from './channel-conversation.entity.ts';

/** Which account has which duty in a conversation; without a conversation, in all that have no posts of their own. */
export const RobotPost = defineEntity({
  name: 'RobotPost',
  tableName: 'robot_post',
  properties: {
    id: p.uuid().primary(),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().nullable().deleteRule('cascade'),
    duty: p.enum(ROBOT_DUTIES),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade').index(),
    /** Within the duty, from 0: who steps in for whom. */
    position: p.integer(),
    createdAt: p.datetime(),
  },
  indexes: [
    {
      name: 'robot_post_place',
      expression:
        'create unique index robot_post_place on robot_post (conversation_id, duty, position) nulls not distinct',
    },
  ],
});
