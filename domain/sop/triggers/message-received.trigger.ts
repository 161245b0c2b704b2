import { defineTrigger } from './trigger.ts';

export interface MessageEvent {
  readonly where: 'friend' | 'group';
  readonly text: string;
}

/** The contact wrote something. */
export const messageTrigger = defineTrigger<MessageEvent>({
  type: 'message_received',
  title: '收到消息',
  description: '联系人发来消息时开始。',
  fits: ({ contact_types: types }, { where }) => types.includes(where),
});
