import { z } from 'zod';
import { HEALTH_SIGNALS } from '../domain/crm/profiles/signals/registry.ts';
import { tellStory } from '../domain/crm/stories/tell-story.ts';
import type { RecordRef } from '../kernel/contracts/chat.ts';
import type { CustomerStory } from '../kernel/contracts/profile.ts';
import { customer } from './arguments.ts';
import { answer } from './present/answer.ts';
import { customerRef } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { readTool } from './tool.ts';

const MOST_RECORDS = 8;
const LINKED = ['customer', 'contact', 'opportunity', 'activity'] as const;

export const customerStoryTool = readTool({
  name: 'customer_story',
  title: '客户故事',
  description: '30 秒讲清一个客户：是谁、值多少、最近发生了什么、商机在哪一步、有什么风险、下一步。打电话或拜访前用。',
  permission: 'crm.read',
  input: z.strictObject({ customer }),
  phrases: [
    '30秒讲讲{customer}',
    '三十秒说说{customer}这个客户',
    '{customer}的客户故事',
    '讲讲{customer}的故事',
    '打电话前快速过一遍{customer}',
    '拜访前给我理一理{customer}',
    '快速了解一下{customer}',
    '{customer}的来龙去脉',
    '简短说说{customer}的前因后果',
    '马上要见{customer}，给我讲讲',
    '一分钟了解{customer}',
    '一句话总结{customer}',
  ],
  answer: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const story = await tellStory(scope, scope.healthSignals ?? HEALTH_SIGNALS, { id: view.id });
    return answer({
      text: story.sentences.map(({ text }) => text).join('\n'),
      parts: [],
      records: [customerRef(view), ...sourcesOf(story)].slice(0, MOST_RECORDS),
      suggestions: [`${view.name}的决策链`, `看看${view.name}的往来记录`, `明天上午10点拜访${view.name}`],
    });
  },
});

/** The records a story rests on that have a page of their own. */
function sourcesOf(story: CustomerStory): RecordRef[] {
  return story.sentences.flatMap(({ sources }) =>
    sources.flatMap(({ entity, entity_id: id, title }) => {
      const linked = LINKED.find((kind) => kind === entity);
      return linked ? [{ entity: linked, id, label: title }] : [];
    }),
  );
}
