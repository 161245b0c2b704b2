import { z } from 'zod';
import { analyseCollaborationEffect } from '../effects/analyse-collaboration.effect.ts';
import { effectOf } from '../effects/effect.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Conversations with one person are analysed too. */
  private_too: z.boolean().default(true),
});

/** The end of the flow: who answered whom, and how fast (spec 002 §3.1, node 4 and C6). */
export const analysisTrigger = defineNode<z.output<typeof Config>, Record<never, never>>({
  type: 'ANALYSIS_TRIGGER',
  title: '协同分析触发',
  description: '流程的终点：更新协同分析，记录每个问题由谁回答、用了多久。内部群不分析。private_too：私聊也分析。',
  config: Config,
  ways: () => ({}),
  read: () => Promise.resolve({}),
  decide: ({ message, conversation }, _facts, config) => {
    if (!conversation) return { reason: '找不到群，不分析' };
    if (conversation.internal) return { reason: '内部群不分析' };
    if (conversation.kind === 'person' && !config.private_too) return { reason: '设置了私聊不分析' };
    return {
      reason: '更新协同分析',
      effects: [effectOf(analyseCollaborationEffect, { conversation_id: message.conversation_id })],
    };
  },
});
