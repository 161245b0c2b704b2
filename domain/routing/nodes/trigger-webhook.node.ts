import { z } from 'zod';
import { defineNode } from './node.ts';

/** Where a flow begins: a message has come in by a channel's webhook and is stored. */
export const triggerWebhook = defineNode({
  type: 'TRIGGER_WEBHOOK',
  title: 'Webhook 触发器',
  description: '渠道回调收到一条消息后，流程从这里开始。一个流程只能有一个触发器，没有需要设置的内容。',
  config: z.strictObject({}),
  ways: () => ({ next: '收到消息' }),
  read: () => Promise.resolve({}),
  decide: () => ({ way: 'next', reason: '渠道收到一条消息' }),
});
