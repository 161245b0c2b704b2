import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

const Config = z.strictObject({ tags: z.array(z.string().trim().min(1).max(60)).min(1).max(20) });

/** Adds tags, on the channel and in the CRM. */
export const addTag = defineShape({
  type: 'add_tag',
  title: '添加标签',
  description: '给联系人加上这些标签，微信和客户资料里都加。',
  config: Config,
  ways: () => DONE,
  perform: ({ tags }) => ({
    kind: 'way',
    way: 'done',
    reason: `加标签：${tags.join('、')}`,
    effects: [{ kind: 'tags', add: tags, remove: [] }],
  }),
});
