import { z } from 'zod';
import { changeTags } from '../domain/crm/customers/change-tags.ts';
import { customer, tags } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { customerRef } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { tagsToAdd } from './resolve/tag.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly add: string[];
}

export const addTags = writeTool({
  name: 'add_tags',
  title: '加标签',
  description: '给一个客户加一个或几个标签；没有的标签会新建。',
  permission: 'crm.write',
  input: z.strictObject({ customer, tags }),
  phrases: [
    '给{customer}加上{tags}标签',
    '{customer}打个{tags}的标签',
    '把{customer}标记为{tags}',
    '给{customer}打上{tags}',
    '{customer}贴上{tags}标签',
    '把{customer}标成{tags}',
    '在{customer}上加{tags}这个标签',
    '{customer}加个标签{tags}',
    '给{customer}添加标签：{tags}',
    '{tags}标签给{customer}打上',
    '给{customer}打上{tags}的标签',
  ],
  propose: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const wanted = await tagsToAdd(scope, said.tags);
    const add = wanted.filter((tag) => !view.tags.includes(tag));
    if (add.length === 0)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `“${view.name}”已经有${quoted(wanted)}标签了` },
      });
    const ref = customerRef(view);
    return {
      title: '给客户加标签',
      summary: `给“${view.name}”加上${quoted(add)}标签。`,
      changes: [changeOf(ref, '标签', view.tags.join('、') || null, [...view.tags, ...add].join('、'))],
      fields: [{ name: 'tags', label: '标签', kind: 'tags', value: add }],
      refs: [ref],
      snapshot: versionOf('customer', view),
      plan: { id: view.id, add } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await changeTags(scope, { id: plan.id, add: plan.add, remove: [] });
    return answer({
      text: `已给“${view.name}”加上${quoted(plan.add)}标签。`,
      parts: [],
      records: [customerRef(view)],
      suggestions: [`带${plan.add[0] ?? ''}标签的客户`, `介绍一下${view.name}`],
    });
  },
});

function quoted(tags: readonly string[]): string {
  return tags.map((tag) => `“${tag}”`).join('、');
}
