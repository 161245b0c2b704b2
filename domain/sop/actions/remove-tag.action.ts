import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

const Config = z.strictObject({ tags: z.array(z.string().trim().min(1).max(60)).min(1).max(20) });

/** Takes tags off, on the channel and in the CRM. */
export const removeTag = defineShape({
  type: 'remove_tag',
  title: '移除标签',
  description: '把这些标签从联系人身上去掉，微信和客户资料里都去掉。',
  config: Config,
  ways: () => DONE,
  perform: ({ tags }) => ({
    kind: 'way',
    way: 'done',
    reason: `去掉标签：${tags.join('、')}`,
    effects: [{ kind: 'tags', add: [], remove: tags }],
  }),
});
